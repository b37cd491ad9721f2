namespace TalentPortal.Domain.Tests.People.Matching;

/// <summary>What happens to names between mouth, form and spreadsheet. Rates are per record; <paramref name="byEar"/> and <paramref name="typing"/> hit one word of it.</summary>
internal sealed class NameNoise(Random random, double typing, double byEar, double missingPart, double title)
{
    private static readonly string[][] Everywhere =
    [
        ["ph", "f"], ["ee", "i"], ["oo", "u"], ["y", "i"], ["c", "k"], ["ck", "k"], ["v", "w"], ["th", "t"], ["ah", "a"],
    ];

    private static readonly Dictionary<Culture, string[][]> ByCulture = new()
    {
        [Culture.Malay] = [["muhammad", "mohd", "muhd", "mohamad", "mohammad", "mohamed", "md", "mohammed"], ["nur", "nor", "noor"], ["nurul", "norul"], ["syah", "shah"], ["sy", "sh"], ["siti", "sity"], ["aisyah", "aishah", "aisha"], ["q", "k"],
            ["f", "p"], ["z", "dz"], ["yusof", "yusoff", "yusuf"], ["osman", "othman"], ["salleh", "saleh"], ["abdul", "abd", "abd."], ["ahmad", "ahmed"], ["hussin", "husin", "hussein"], ["hassan", "hasan"], ["zulkifli", "zulkifly", "zulkefli"], ["kh", "k"], ["uddin", "udin"]],
        [Culture.Chinese] = [["hui", "hwee", "huey"], ["yi", "yee", "ee"], ["xin", "sin", "shin"], ["jie", "jye", "jay"], ["siew", "siu", "seow"], ["jun", "joon"], ["ng", "n"], ["chin", "chen"], ["ai", "ay"], ["kit", "kiat"], ["chee", "chi"], ["hock", "hok"], ["teck", "tek"], ["lee", "li"]],
        [Culture.Tamil] = [["th", "t"], ["t", "th"], ["sh", "s"], ["s", "sh"], ["dh", "d"], ["lakshmi", "letchumi", "laxmi"], ["ksh", "x"], ["aa", "a"], ["subramaniam", "subramanian"], ["w", "v"], ["krishnan", "krishnen"], ["swath", "svat"], ["priya", "priyah"], ["d", "dh"]],
        [Culture.IndianNorth] = [["chaudhary", "choudhary", "chowdhury"], ["agarwal", "aggarwal", "agrawal"], ["sh", "s"], ["singh", "sing"], ["w", "v"], ["bh", "b"], ["jee", "ji"], ["gurpreet", "gurprit"], ["mukherjee", "mukerji"], ["srivastava", "shrivastava"], ["dh", "d"], ["deep", "dip"]],
        [Culture.Western] = [["catherine", "katherine", "kathryn"], ["stephen", "steven"], ["sarah", "sara"], ["john", "jon"], ["brian", "bryan"], ["geoffrey", "jeffrey"], ["philip", "phillip"], ["mac", "mc"], ["clarke", "clark"], ["ann", "anne"], ["teresa", "theresa"], ["nicholas", "nicolas"],
            ["ll", "l"], ["tt", "t"], ["ü", "ue"], ["eric", "erik"], ["matthew", "mathew"], ["zoe", "zoey"], ["isabella", "izabella"], ["ie", "y"]],
    };

    private const string Keyboard = "qwertyuiopasdfghjklzxcvbnm";

    private readonly bool _typing = random.NextDouble() < typing;
    private readonly bool _byEar = random.NextDouble() < byEar;
    private readonly bool _missing = random.NextDouble() < missingPart;
    private bool _typed;
    private bool _heard;

    public bool Chance(double share) => random.NextDouble() < share;

    public int Below(int limit) => random.Next(limit);

    public bool MissesPart() => _missing;

    public string Damage(Culture culture, string word)
    {
        if (_byEar && !_heard && Hear(culture, word) is { } heard)
        {
            _heard = true;
            word = heard;
        }

        if (_typing && !_typed && word.Length > 2 && Chance(0.6))
        {
            _typed = true;
            word = Mistype(word);
        }

        return word;
    }

    public string Titled(Culture culture, char sex, string text)
    {
        if (!Chance(title))
        {
            return text;
        }

        string[] titles = (culture, sex) switch
        {
            (Culture.Malay, 'M') => ["Encik", "En.", "Hj.", "Haji", "Dato'", "Dr.", "Ir.", "Tuan Haji"],
            (Culture.Malay, _) => ["Cik", "Puan", "Hajah", "Datin", "Dr", "Pn."],
            (Culture.Chinese, 'M') => ["Mr", "Mr.", "Dr", "Ts.", "Tan Sri"],
            (Culture.Chinese, _) => ["Ms", "Ms.", "Mdm", "Dr.", "Miss"],
            (_, 'M') => ["Mr", "Mr.", "Dr.", "Prof."],
            _ => ["Ms", "Mrs", "Mdm.", "Dr."],
        };
        return $"{titles[Below(titles.Length)]} {text}";
    }

    /// <summary>One of the culture's habits that the word offers, or null.</summary>
    private string? Hear(Culture culture, string word)
    {
        var lower = word.ToLowerInvariant();
        var habits = ByCulture[culture].Concat(Chance(0.3) ? Everywhere : []).Where(h => h.Any(form => form.Length > 3 || h.Length > 2 ? lower == form : lower.Contains(form, StringComparison.Ordinal))).ToArray();
        if (habits.Length == 0)
        {
            return Chance(0.3) ? Double(word) : null;
        }

        var habit = habits[Below(habits.Length)];
        var from = habit.First(form => form.Length > 3 || habit.Length > 2 ? lower == form : lower.Contains(form, StringComparison.Ordinal));
        var to = habit[Below(habit.Length)];
        var at = lower.IndexOf(from, StringComparison.Ordinal);
        var heard = lower[..at] + to + lower[(at + from.Length)..];
        return heard == lower ? null : char.ToUpperInvariant(heard[0]) + heard[1..];
    }

    private string Double(string word)
    {
        var at = Below(word.Length);
        return at == 0 || !char.IsLetter(word[at]) ? word : word[..at] + word[at] + word[at..];
    }

    private string Mistype(string word)
    {
        var at = Below(word.Length - 1);
        return Below(4) switch
        {
            0 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            1 => word.Remove(at + 1, 1),
            2 => word[..at] + word[at] + word[at..],
            _ => word[..(at + 1)] + Neighbour(word[at + 1]) + word[(at + 2)..],
        };
    }

    private char Neighbour(char letter)
    {
        var at = Keyboard.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
        return at < 0 ? letter : Keyboard[Math.Clamp(at + (Chance(0.5) ? 1 : -1), 0, Keyboard.Length - 1)];
    }
}
