using System.Globalization;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Ui.Components;
using TalentPortal.Web.Ui.Texts;

namespace TalentPortal.Web.Features.Commitments.EditCommitment;

/// <summary>What forms send, as text, and back.</summary>
internal static class FormValues
{
    private const string Days = "yyyy-MM-dd";

    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Text(DateOnly? day) => day?.ToString(Days, CultureInfo.InvariantCulture);

    public static string? Text(decimal? amount) => amount?.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A number as people write it, its thousands apart or not; null where nothing is written.</summary>
    /// <returns>Whether it can be read.</returns>
    public static bool TryNumber(string? text, out decimal? number)
    {
        var digits = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not (',' or '\'' or '’')));
        var read = decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        number = read ? value : null;
        return read || digits.Length == 0;
    }

    /// <summary>The id of a field's element.</summary>
    /// <param name="field">As the checks name it.</param>
    /// <param name="prefix">Left out: which of several targets it is.</param>
    public static string Id(string field, string prefix = "")
    {
        var name = prefix.Length > 0 && field.StartsWith(prefix, StringComparison.Ordinal) ? field[prefix.Length..].TrimStart('.') : field;
        return name.Length == 0 ? "window" : name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
    }

    /// <summary>Tells what is wrong, at each field and above.</summary>
    public static void Tell<T>(FormErrors errors, Outcome<T> refused, ProblemSentences sentences, HttpContext? context, string prefix = "")
    {
        foreach (var (field, problem) in refused.Fields)
        {
            errors.Add(Id(field, prefix), sentences.Of(problem));
        }

        if (refused.Fields.Count == 0)
        {
            errors.Add(null, sentences.Of(refused.Problem!));
        }

        context!.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }
}
