using System.Globalization;

namespace TalentPortal.Domain.Rosters;

/// <summary>Knows a Malaysian MyKad number and a Singaporean NRIC or FIN by its form and by what it must satisfy.</summary>
public static class NationalIds
{
    private const string NricLetters = "JZIHGFEDCBA";
    private const string FinLetters = "XWUTRQPNMLK";
    private const string MLetters = "XWUTRQPNJLK";

    private static readonly int[] Weights = [2, 7, 6, 5, 4, 3, 2];

    /// <summary>Whether a whole cell is such a number: an NRIC or FIN with its right letter, or a MyKad with a possible birthday and place.</summary>
    public static bool IsValid(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        return cell.Length switch
        {
            9 => IsNric(cell),
            12 => IsMyKad(cell),
            14 => cell[6] == '-' && cell[9] == '-' && IsMyKad([.. cell[..6], .. cell[7..9], .. cell[10..]]),
            _ => false,
        };
    }

    /// <summary>Whether it is a MyKad written without hyphens, which any number of twelve digits may be by chance.</summary>
    public static bool MayBeChance(ReadOnlySpan<char> cell) => IsTwelveDigits(cell.Trim());

    /// <summary>Whether a cell is twelve digits, whatever they say.</summary>
    public static bool IsTwelveDigits(ReadOnlySpan<char> cell) => cell.Length == 12 && !cell.ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether a cell has the form of such a number, right or not; enough to condemn a column where nearly every cell has it.</summary>
    public static bool HasForm(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        return (cell.Length == 9 && "STFGM".Contains(char.ToUpperInvariant(cell[0]), StringComparison.Ordinal) && !cell[1..8].ContainsAnyExceptInRange('0', '9') && char.IsAsciiLetter(cell[8]))
            || IsValid(cell);
    }

    private static bool IsNric(ReadOnlySpan<char> cell)
    {
        var (kind, letter) = (char.ToUpperInvariant(cell[0]), char.ToUpperInvariant(cell[8]));
        var letters = kind switch { 'S' or 'T' => NricLetters, 'F' or 'G' => FinLetters, 'M' => MLetters, _ => null };
        if (letters is null || cell[1..8].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var sum = kind switch { 'T' or 'G' => 4, 'M' => 3, _ => 0 };
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * (cell[i + 1] - '0');
        }

        return letters[sum % 11] == letter;
    }

    // YYMMDD-PB-####: the places of birth that the registration department gives out.
    private static bool IsMyKad(ReadOnlySpan<char> digits)
    {
        if (!IsTwelveDigits(digits))
        {
            return false;
        }

        var (month, day, place) = (Number(digits[2..4]), Number(digits[4..6]), Number(digits[6..8]));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2000, month) && place is (>= 1 and <= 16) or (>= 21 and <= 68) or 71 or 72 or (>= 74 and <= 79) or (>= 82 and <= 93) or 98 or 99;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
