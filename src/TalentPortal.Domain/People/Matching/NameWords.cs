using System.Collections.Frozen;

namespace TalentPortal.Domain.People.Matching;

/// <summary>What the words of names in this part of the world mean. All lower case, without diacritics and apostrophes.</summary>
internal static class NameWords
{
    public const string Muhammad = "muhammad";
    public const string Abdul = "abdul";

    /// <summary>Titles wherever they stand.</summary>
    private static readonly FrozenSet<string> Titles = Set(
        "dr prof professor mr mrs mdm madam datuk dato datin datu haji hajah hajjah hajji hj hjh encik puan phd dphil mba bsc msc mister");

    /// <summary>Titles in front of a name only: elsewhere they are names of somebody (En Qi, Aung Tun).</summary>
    private static readonly FrozenSet<string> Leading = Set("en tun ir ts ms miss sir dame cik tuan pn tn sr ar rev assoc");

    private static readonly FrozenSet<string> Connectors = Set("bin binti binte bte bt bnt bint binta ibn ibni ibnu anak ak ap al");

    /// <summary>One name in many spellings; only those that nobody tells two siblings apart by.</summary>
    private static readonly FrozenDictionary<string, string> Spellings = Canon(
        "muhammad: mohammad mohamad muhamad mohammed mohamed muhammed muhamed mohd muhd md mhd mohamud mohamma muhamma mohmad moh mohammd muhammd mohamd",
        "abdul: abd abdel abdoul abdool abdull",
        "ahmad: ahmed", "nur: nor noor nour noer", "nurul: norul noorul", "siti: sity", "syed: sayed sayid sayyid said", "sharifah: syarifah sharifa syarifa",
        "yusuf: yusof yusoff yousef yousuf yusop", "uthman: osman othman usman ossman", "aisyah: aishah aisha aisya aishya", "hasan: hassan", "husin: hussin hussein hussain husain hussen husein",
        "salleh: saleh salih soleh", "sulaiman: suleiman soleiman", "ismail: ismael", "ibrahim: ebrahim", "umar: omar", "fatimah: fatima fatemah", "khadijah: khadija kadijah", "zulkifli: zulkifly zulkefli zulkefly zulkiflee",
        "syafiq: shafiq syafik shafik", "syahrul: shahrul", "hafiz: hafidz hafidh", "ridzuan: ridwan ridhwan ridzwan", "razak: razaq", "rahman: rehman", "jafar: jaafar jaffar", "zainab: zaynab",
        "lakshmi: laxmi letchumi letchimi lechumi luxmi", "letchumanan: lakshmanan lechumanan latchumanan", "subramaniam: subramanian subramaniyam subramanyam", "krishnan: krisnan krishnen", "siva: shiva", "shanti: santi shanthi santhi",
        "chaudhary: choudhary chowdhury chaudhry choudhury choudhry", "agarwal: aggarwal agrawal agarwaal", "mukherjee: mukherji mukerji mukerjee mookerjee", "banerjee: banerji", "chatterjee: chatterji", "srivastava: shrivastava srivastav",
        "catherine: katherine kathryn catharine katharine kathrine", "stephen: steven stephan", "philip: phillip filip", "jonathan: johnathan jonathon", "geoffrey: jeffrey jeffery", "sarah: sara", "theresa: teresa", "nicholas: nicolas",
        "brian: bryan", "matthew: mathew", "elizabeth: elisabeth", "jr: junior jnr", "sr: senior snr");

    /// <summary>Short forms that stand for one name.</summary>
    private static readonly FrozenDictionary<string, string> ShortForms = Canon(
        "alexander: alex", "alexandra: alex", "benjamin: ben", "christopher: chris", "christina: chris", "daniel: dan danny", "david: dave", "michael: mike", "matthew: matt", "robert: rob bob", "william: will bill",
        "thomas: tom", "timothy: tim", "samuel: sam", "samantha: sam", "nicholas: nick", "anthony: tony", "andrew: andy", "joseph: joe", "james: jim", "richard: rick", "edward: ed eddie", "stephen: steve", "jonathan: jon",
        "elizabeth: liz beth", "katherine: kate", "catherine: kate cathy", "jennifer: jen jenny", "jessica: jess", "rebecca: becky", "stephanie: steph", "victoria: vicky", "margaret: maggie", "gregory: greg", "vincent: vince", "leonard: len", "frederick: fred");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TitlesOf = Titles.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LeadingOf = Leading.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ConnectorsOf = Connectors.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> SpellingsOf = Spellings.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ShortFormsOf = ShortForms.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsTitle(ReadOnlySpan<char> word, bool leading) => TitlesOf.Contains(word) || (leading && LeadingOf.Contains(word));

    public static bool IsConnector(ReadOnlySpan<char> word) => ConnectorsOf.Contains(word);

    /// <summary>The one spelling under which a word's variants are compared, or null where the word is its own.</summary>
    public static string? Canonical(ReadOnlySpan<char> word) => SpellingsOf.TryGetValue(word, out var canonical) ? canonical : null;

    /// <summary>Words so common that they are often left out: they prove nothing and contradict nothing.</summary>
    public static bool IsOptional(ReadOnlySpan<char> word) => word is Muhammad or Abdul;

    public static bool IsShortForm(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => Stands(one, other) || Stands(other, one);

    private static bool Stands(ReadOnlySpan<char> brief, ReadOnlySpan<char> full) =>
        ShortFormsOf.TryGetValue(brief, out var names) && names.Split(' ').AsSpan().Contains(full.ToString());

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Canon(params ReadOnlySpan<string> lines)
    {
        Dictionary<string, string> forms = new(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var form in line[(colon + 2)..].Split(' '))
            {
                forms[form] = forms.TryGetValue(form, out var already) ? $"{already} {line[..colon]}" : line[..colon];
            }
        }

        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
