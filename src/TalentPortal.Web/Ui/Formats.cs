using System.Globalization;
using TalentPortal.Domain.Reference;
using TalentPortal.Web.Ui.Texts;

namespace TalentPortal.Web.Ui;

/// <summary>Numbers, days and instants as the reader's culture writes them. One place, so that every page agrees.</summary>
public static class Formats
{
    private const string Minus = "\u2212";

    /// <summary>13904 is "13,904".</summary>
    public static string Number(long value) => value < 0
        ? Minus + value.ToString("N0", CultureInfo.CurrentCulture).TrimStart('-')
        : value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A rate or an amount with as many digits as asked for: 12.5 is "12.5".</summary>
    public static string Number(decimal value, int digits) => value.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture);

    /// <summary>A difference with its sign: "+ 412", "− 3", "0".</summary>
    public static string Change(long value) => value switch
    {
        > 0 => "+\u00a0" + Number(value),
        < 0 => Minus + "\u00a0" + Number(value).TrimStart(Minus[0]),
        _ => "0",
    };

    /// <summary>"13,904 of 30,000".</summary>
    public static string Of(long part, long whole) => UiTexts.Of("format.of", Number(part), Number(whole));

    /// <summary>
    /// A share as a whole per cent: "46 %". It reads 100 only when the whole is reached, and never 0 while there is something; without a whole there is no share ("–").
    /// </summary>
    public static string Percent(long part, long whole)
    {
        if (whole <= 0)
        {
            return "–";
        }

        var share = (decimal)part / whole * 100;
        return share switch
        {
            > 0 and < 1 => UiTexts.Of("format.percent.below-one"),
            > 99 and < 100 => UiTexts.Of("format.percent", 99),
            _ => UiTexts.Of("format.percent", Math.Round(share, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.CurrentCulture)),
        };
    }

    /// <summary>"20 Nov 2026".</summary>
    public static string Day(DateOnly day) => day.ToString(UiTexts.Of("format.date"), CultureInfo.CurrentCulture);

    /// <summary>"Nov 2026", for axes and narrow columns.</summary>
    public static string Month(DateOnly day) => day.ToString(UiTexts.Of("format.month"), CultureInfo.CurrentCulture);

    /// <summary>"20 Nov 2026, 14:02 (Kuala Lumpur)": an instant never stands without its zone.</summary>
    public static string Instant(DateTimeOffset at, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(at, zone);
        return UiTexts.Of(
            "format.instant",
            Day(DateOnly.FromDateTime(there.DateTime)),
            there.ToString(UiTexts.Of("format.time"), CultureInfo.CurrentCulture),
            Zone(zone));
    }

    /// <summary>The zone as people call it: its city.</summary>
    public static string Zone(TimeZoneInfo zone)
    {
        var id = zone.Id is "UTC" ? "Etc/UTC" : zone.Id;
        return UiTexts.Find($"zone.{id}") ?? id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ');
    }

    /// <summary>A state or region, in the reader's script; its code where it is not known.</summary>
    public static string Region(string code) => Regions.All.FirstOrDefault(r => r.Code == code) is not { } region ? code
        : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? region.Chinese : region.Name;

    /// <summary>A country by its ISO 3166-1 alpha-2 code; those of the region in the reader's language, others in English.</summary>
    /// <remarks>The platform keeps a country's name in the language that asked first, so it cannot be asked per reader.</remarks>
    public static string Country(string code) => UiTexts.Find($"country.{code}") ?? Countries.EnglishNameOf(code);

    /// <summary>The size of a file: "980 bytes" is not worth a word, so "1 KB", "2.4 MB" (thousands, as file managers show them).</summary>
    public static string Bytes(long bytes) => bytes < 1_000_000
        ? UiTexts.Of("format.bytes", Number(Math.Max(1, (bytes + 999) / 1000)), "KB")
        : UiTexts.Of("format.bytes", Number(bytes / 1_000_000m, 1), "MB");

    /// <summary>What a sentence names, by its kind: whole numbers grouped, days and instants written out, everything else as it is.</summary>
    /// <remarks>An instant among the arguments is printed in UTC, and says so: a sentence knows no place.</remarks>
    public static string Argument(object? value) => value switch
    {
        null => string.Empty,
        byte or short or int or long or uint or ushort => Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        DateOnly day => Day(day),
        DateTimeOffset at => Instant(at, TimeZoneInfo.Utc),
        IFormattable other => other.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
