using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Features.Accounts;

/// <summary>
/// Length is what makes a password hard to guess; no rule asks for digits or signs. Refused are the well-known ones: keyboard rows,
/// repetitions, common words with figures behind them, and what anybody would try here first.
/// </summary>
public static class PasswordRule
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    private const int ShortestContextWord = 4;

    /// <summary>Words that, alone or repeated, with digits and signs around them, make no password.</summary>
    private static readonly HashSet<string> Common = new(
        ("password passwort passw wachtwoord katalaluan katalaluansaya kata sandi qwerty qwertyuiop qwertyuiopas qwertyuiopasdf asdfghjkl zxcvbnm qazwsxedc qazwsxedcrfv zaqxswcde "
        + "letmein welcome welcomehome selamatdatang admin administrator adminadmin root superuser changeme changemenow default secret topsecret iloveyou iloveyouso ihateyou princess sunshine monkey dragon "
        + "football baseball basketball superman batman starwars pokemon master shadow michael jordan harley trustno abcdefghijkl abcdefgh abc test testing testtest user username login "
        + "mypassword thispassword yourpassword newpassword oldpassword correcthorsebatterystaple talentportal talent portal talentportalpassword singapore malaysia kualalumpur merdeka majulah university universiti "
        + "student teacher lecturer coordinator partner roster learner programme commitment summer winter spring autumn january february march april june july august september october november december monday friday")
        .Split(' '),
        StringComparer.Ordinal);

    /// <summary>Null where the password will do; <paramref name="context"/> is what belongs to the person: name and address.</summary>
    public static Problem? Check(string? password, params ReadOnlySpan<string?> context)
    {
        if (password is null || password.Length < MinLength)
        {
            return new Problem("password.too-short", MinLength);
        }

        if (password.Length > MaxLength)
        {
            return new Problem("password.too-long", MaxLength);
        }

        var letters = new string([.. password.ToLowerInvariant().Where(char.IsLetter)]);
        if (IsPattern(password.ToLowerInvariant()) || Common.Contains(letters) || IsRepeatedWord(letters))
        {
            return new Problem("password.common");
        }

        foreach (var text in context)
        {
            if (IsMadeOf(letters, text))
            {
                return new Problem("password.context");
            }
        }

        return null;
    }

    /// <summary>A piece of up to six characters repeated, or a run up or down: <c>abababababab</c>, <c>123456789012</c>.</summary>
    private static bool IsPattern(string text)
    {
        for (var period = 1; period <= 6; period++)
        {
            if (Enumerable.Range(period, text.Length - period).All(i => text[i] == text[i - period]))
            {
                return true;
            }
        }

        var steps = Enumerable.Range(1, text.Length - 1).Count(i => Math.Abs(text[i] - text[i - 1]) == 1 || (text[i - 1], text[i]) is ('9', '0') or ('0', '9'));
        return steps >= text.Length - 2;
    }

    private static bool IsRepeatedWord(string letters) =>
        letters.Length > 0 && Common.Any(word => word.Length > 2 && letters.Length % word.Length == 0 && letters == string.Concat(Enumerable.Repeat(word, letters.Length / word.Length)));

    /// <summary>Whether nothing but a piece of the person's name or address is there, save digits and signs.</summary>
    private static bool IsMadeOf(string letters, string? text)
    {
        foreach (var piece in (text ?? "").ToLowerInvariant().Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece.Length >= ShortestContextWord)
            {
                letters = letters.Replace(piece, "", StringComparison.Ordinal);
            }
        }

        return letters.Length == 0;
    }
}
