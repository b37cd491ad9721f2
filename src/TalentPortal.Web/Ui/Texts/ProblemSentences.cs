using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Ui.Texts;

/// <summary>A set of texts in which sentences for problems are looked for.</summary>
public sealed record ProblemTextSource(Type Texts);

/// <summary>Puts a refusal into a sentence of the reader's language: the resource <c>problem.&lt;code&gt;</c> of the first registered source that has it.</summary>
public sealed class ProblemSentences(IEnumerable<ProblemTextSource> sources, IStringLocalizerFactory localizers)
{
    private readonly IStringLocalizer[] _sources = [.. sources.Select(s => localizers.Create(s.Texts))];

    /// <summary>The sentence; where no source knows the code, a general one that names it.</summary>
    public string Of(Problem problem)
    {
        foreach (var source in _sources)
        {
            var found = source[$"problem.{problem.Code}"];
            if (!found.ResourceNotFound)
            {
                return Fill(found.Value, problem.Arguments);
            }
        }

        return UiTexts.Of("problem.unknown", problem.Code);
    }

    /// <summary>Numbers and days read as the culture writes them, unless the sentence itself asks for a format: <c>{0:N1}</c>.</summary>
    private static string Fill(string sentence, IReadOnlyList<object> arguments) =>
        arguments.Count == 0 ? sentence : string.Format(Arguments.Formatter, sentence, [.. arguments]);

    private sealed class Arguments : IFormatProvider, ICustomFormatter
    {
        public static readonly Arguments Formatter = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
            !string.IsNullOrEmpty(format) && arg is IFormattable formattable
                ? formattable.ToString(format, CultureInfo.CurrentCulture)
                : Formats.Argument(arg);
    }
}
