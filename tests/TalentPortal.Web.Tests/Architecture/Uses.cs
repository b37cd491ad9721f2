using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace TalentPortal.Web.Tests.Architecture;

/// <summary>One use of a type, method or field by a product type: in a signature, an attribute or inside the body of a method.</summary>
/// <param name="By">The outermost type that uses it; lambdas and state machines belong to the type they were written in.</param>
/// <param name="Of">What is used.</param>
internal sealed record Use(Type By, MemberInfo Of)
{
    public Type Type => Of as Type ?? Of.DeclaringType!;

    public override string ToString() => $"{By.FullName} uses {(Of is Type type ? type.FullName ?? type.Name : $"{Of.DeclaringType?.FullName}.{Of.Name}")}";
}

/// <summary>Reads what types use from their metadata and their compiled methods, so that a service fetched inside a method is seen as well as one in a constructor.</summary>
internal static class Uses
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    public static IReadOnlyList<Use> By(Assembly assembly) => By(assembly.GetTypes());

    public static IReadOnlyList<Use> By(params IEnumerable<Type> types) =>
        [.. types.Where(t => t.Namespace?.StartsWith("TalentPortal", StringComparison.Ordinal) == true).SelectMany(t => Of(t).SelectMany(Parts).Distinct().Select(m => new Use(Outermost(t), m))).Distinct()];

    private static IEnumerable<MemberInfo> Of(Type type)
    {
        IEnumerable<Type?> shape = [type.BaseType, .. type.GetInterfaces(), .. Attributes(type)];
        var fields = type.GetFields(Everything).SelectMany(f => Attributes(f).Append(f.FieldType));
        var properties = type.GetProperties(Everything).SelectMany(p => Attributes(p).Append(p.PropertyType));
        var methods = type.GetMembers(Everything).OfType<MethodBase>().SelectMany(m => Of(type, m));
        return shape.OfType<Type>().Concat(fields).Concat(properties).Concat(methods);
    }

    private static IEnumerable<MemberInfo> Of(Type type, MethodBase method)
    {
        IEnumerable<Type> signature = [.. Attributes(method), .. method.GetParameters().Select(p => p.ParameterType), .. method is MethodInfo m ? [m.ReturnType] : Type.EmptyTypes];
        return method.GetMethodBody() is { } body ? [.. signature, .. body.LocalVariables.Select(l => l.LocalType), .. Operands(type, method, body.GetILAsByteArray()!)] : signature;
    }

    private static IEnumerable<Type> Attributes(MemberInfo member) =>
        member.GetCustomAttributesData().SelectMany(a => a.ConstructorArguments.Select(c => c.Value).OfType<Type>().Append(a.AttributeType));

    private static IEnumerable<MemberInfo> Operands(Type type, MethodBase method, byte[] il)
    {
        var ofType = type.IsGenericType ? type.GetGenericArguments() : null;
        var ofMethod = method is MethodInfo { IsGenericMethod: true } ? method.GetGenericArguments() : null;
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? Codes[(short)(0xFE00 | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return method.Module.ResolveMember(BitConverter.ToInt32(il, at), ofType, ofMethod)!;
            }

            at += code.OperandType == OperandType.InlineSwitch ? 4 + (4 * BitConverter.ToInt32(il, at)) : Size(code.OperandType);
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    // List<Roster[]> is a use of List<>, of Roster, and of the closed type itself.
    private static IEnumerable<MemberInfo> Parts(MemberInfo member)
    {
        if (member is not Type type)
        {
            IEnumerable<Type> arguments = member is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [];
            return [member, .. arguments.Append(member.DeclaringType).OfType<Type>().SelectMany(Parts)];
        }

        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        return type.IsGenericParameter ? [] : [type, .. type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : []];
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>Whether the compiler made it, for no place of its own in the house.</summary>
    public static bool IsGenerated(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
