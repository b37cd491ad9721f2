using System.Globalization;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Reference;

namespace TalentPortal.Web.Platform.Checking;

/// <summary>Collects everything that is wrong with a description before anything is done with it. A field that failed yields its default.</summary>
public sealed class Checks
{
    public static readonly Problem Malformed = new("fields.malformed");
    public static readonly Problem Missing = new("field.missing");
    public static readonly Problem ControlCharacters = new("field.control-characters");
    public static readonly Problem Repeated = new("field.repeated");

    private readonly List<FieldProblem> _problems = [];

    public IReadOnlyList<FieldProblem> Problems => _problems;

    public bool Failed => _problems.Count > 0;

    public static Problem TooLong(int limit) => new("field.too-long", limit);

    public static Problem TooMany(int limit) => new("field.too-many", limit);

    public static Problem OutOfRange(decimal from, decimal to) => new("field.out-of-range", from, to);

    public static Problem UnknownWord(string word, IEnumerable<string> known) => new("field.unknown-word", word, string.Join(", ", known));

    public static Problem UnknownCountry(string code) => new("field.unknown-country", code);

    public static Problem UnknownZone(string zone) => new("field.unknown-zone", zone);

    /// <summary>Something named by its code does not exist, or not for the caller.</summary>
    public static Problem UnknownCurrency(string code) => new("field.unknown-currency", code);

    public static Problem UnknownCode(string code) => new("field.unknown-code", code);

    public void Add(string field, Problem problem) => _problems.Add(new(field, problem));

    /// <summary>A text that must be there.</summary>
    public string Text(string field, string? value, int maxLength)
    {
        if (OptionalText(field, value, maxLength) is { } text)
        {
            return text;
        }

        if (string.IsNullOrWhiteSpace(value))
        {
            Add(field, Missing);
        }

        return "";
    }

    /// <summary>A text, trimmed; null where it is absent or blank.</summary>
    public string? OptionalText(string field, string? value, int maxLength)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
        {
            Add(field, ControlCharacters);
            return null;
        }

        if (text.Length > maxLength)
        {
            Add(field, TooLong(maxLength));
            return null;
        }

        return text;
    }

    /// <summary>A code that may stand in an address.</summary>
    public string Code(string field, string? value)
    {
        if (Domain.Kernel.Code.IsValid(value))
        {
            return value!;
        }

        Add(field, string.IsNullOrEmpty(value) ? Missing : Domain.Kernel.Code.Malformed);
        return "";
    }

    /// <summary>A word of an enum that must be there.</summary>
    public T Word<T>(string field, string? value)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(value))
        {
            Add(field, Missing);
            return default;
        }

        return OptionalWord<T>(field, value) ?? default;
    }

    public T? OptionalWord<T>(string field, string? value)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var word = Words.Parse<T>(value);
        if (word is null)
        {
            Add(field, UnknownWord(value, Words.All<T>()));
        }

        return word;
    }

    /// <summary>An ISO 3166-1 alpha-2 code that must be there.</summary>
    public string Country(string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            Add(field, Missing);
            return "";
        }

        return OptionalCountry(field, value) ?? "";
    }

    public string? OptionalCountry(string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var code = value.ToUpperInvariant();
        if (Countries.IsCode(code))
        {
            return code;
        }

        Add(field, UnknownCountry(value));
        return null;
    }

    /// <summary>An IANA zone; the fallback where it is absent.</summary>
    public string Zone(string field, string? value, string? fallback)
    {
        if (string.IsNullOrEmpty(value))
        {
            if (fallback is null)
            {
                Add(field, Missing);
            }

            return fallback ?? "";
        }

        if (!Zones.IsKnown(value))
        {
            Add(field, UnknownZone(value));
            return "";
        }

        return value;
    }

    /// <summary>A day that must be there.</summary>
    public DateOnly Day(string field, DateOnly? value)
    {
        if (value is null)
        {
            Add(field, Missing);
        }

        return value ?? default;
    }

    public decimal? InRange(string field, decimal? value, decimal from, decimal to)
    {
        if (value is { } number && (number < from || number > to))
        {
            Add(field, OutOfRange(from, to));
            return null;
        }

        return value;
    }

    /// <summary>A list each of whose values must be known; an absent list is empty.</summary>
    /// <param name="field">The list.</param>
    /// <param name="values">Its values.</param>
    /// <param name="limit">How many there may be.</param>
    /// <param name="wrong">What is wrong with a value, or null.</param>
    public IReadOnlyList<string> List(string field, IReadOnlyList<string>? values, int limit, Func<string, Problem?> wrong)
    {
        if (values is null)
        {
            return [];
        }

        if (values.Count > limit)
        {
            Add(field, TooMany(limit));
            return [];
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (wrong(values[i]) is { } problem)
            {
                Add(string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]"), problem);
            }
        }

        return values;
    }

    public IReadOnlyList<string> WordList<T>(string field, IReadOnlyList<string>? values, int limit)
        where T : struct, Enum =>
        List(field, values, limit, v => Words.Parse<T>(v) is null ? UnknownWord(v, Words.All<T>()) : null);

    /// <summary>An ISO 4217 code that may be absent.</summary>
    public string? OptionalCurrency(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (Currencies.IsCode(value))
        {
            return value;
        }

        Add(field, UnknownCurrency(value));
        return null;
    }

    public IReadOnlyList<string> CountryList(string field, IReadOnlyList<string>? values, int limit) =>
        List(field, values, limit, v => Countries.IsCode(v) ? null : UnknownCountry(v));
}
