namespace TalentPortal.Domain.Tests.People.Matching;

/// <summary>A name as its owner means it: given names in order, and the father's name or the family's.</summary>
internal sealed record PersonName(string[] Given, string Family, char Sex, string? GivenHan = null, string? FamilyHan = null, string? Extra = null)
{
    public static PersonName Invent(Culture culture, char sex, Random random)
    {
        switch (culture)
        {
            case Culture.Malay:
                {
                    var pool = sex == 'M' ? NamePools.MalayMen : NamePools.MalayWomen;
                    var first = Common(pool, random);
                    var given = random.NextDouble() < 0.7 ? new[] { first, Other(pool, first, random) } : [Other(pool, pool[0], random)];
                    var father = Common(NamePools.MalayFathers, random);
                    father = father is "Rahman" or "Razak" or "Rahim" or "Aziz" or "Hamid" or "Ghani" or "Latif" or "Wahab" or "Malek" or "Samad" or "Jalil" ? "Abdul " + father
                        : random.NextDouble() < 0.1 ? "Mohd " + father : father;
                    return new(given, father, sex);
                }

            case Culture.Chinese:
                {
                    var (han, spellings) = NamePools.ChineseSurnames[Skewed(NamePools.ChineseSurnames.Length, random)];
                    var pool = NamePools.ChineseSyllables.Where(s => s.Sex == 'b' || char.ToUpperInvariant(s.Sex) == sex).ToArray();
                    var one = pool[random.Next(pool.Length)];
                    var two = pool[random.Next(pool.Length)];
                    string? extra = random.NextDouble() < 0.3 ? Common(sex == 'M' ? NamePools.WesternMen : NamePools.WesternWomen, random) : null;
                    return random.NextDouble() < 0.08
                        ? new([one.Latin], spellings[random.Next(spellings.Length)], sex, one.Han, han, extra)
                        : new([one.Latin, two.Latin], spellings[random.Next(spellings.Length)], sex, one.Han + two.Han, han, extra);
                }

            case Culture.Tamil:
                {
                    var given = Common(sex == 'M' ? NamePools.TamilMen : NamePools.TamilWomen, random);
                    return new(random.NextDouble() < 0.25 ? [given, Other(sex == 'M' ? NamePools.TamilMen : NamePools.TamilWomen, given, random)] : [given], Other(NamePools.TamilMen, given, random), sex);
                }

            case Culture.IndianNorth:
                {
                    var given = Common(sex == 'M' ? NamePools.NorthMen : NamePools.NorthWomen, random);
                    return new(random.NextDouble() < 0.25 ? [given, sex == 'M' ? "Kumar" : "Rani"] : [given], Other(NamePools.NorthSurnames, "Kumar", random), sex);
                }

            default:
                {
                    var pool = sex == 'M' ? NamePools.WesternMen : NamePools.WesternWomen;
                    var given = Common(pool, random);
                    return new(random.NextDouble() < 0.35 ? [given, Other(pool, given, random)] : [given], Common(NamePools.WesternSurnames, random), sex);
                }
        }
    }

    /// <summary>Half of twins differ by one letter of one given name, the others by one given name that begins alike.</summary>
    public PersonName Twin(Culture culture, Random random)
    {
        var given = (string[])Given.Clone();
        var han = GivenHan;
        if (culture == Culture.Chinese)
        {
            var pool = NamePools.ChineseSyllables.Where(s => (s.Sex == 'b' || char.ToUpperInvariant(s.Sex) == Sex) && s.Latin != given[^1]).ToArray();
            var near = pool.OrderBy(s => Distance(s.Latin, given[^1])).Take(4).ToArray();
            var other = near[random.Next(near.Length)];
            given[^1] = other.Latin;
            han = han is null ? null : han[..^1] + other.Han;
        }
        else if (random.NextDouble() < 0.5)
        {
            given[^1] = OneLetter(given[^1], random);
        }
        else
        {
            var pool = Pool(culture).Where(n => n != given[^1] && n[0] == given[^1][0]).ToArray();
            given[^1] = pool.Length == 0 ? OneLetter(given[^1], random) : pool[random.Next(pool.Length)];
        }

        return this with { Given = given, GivenHan = han, Extra = Extra is null ? null : OneLetter(Extra, random) };
    }

    public PersonName Sibling(Culture culture, Random random, out char sex)
    {
        sex = random.NextDouble() < 0.5 ? 'M' : 'F';
        var other = Invent(culture, sex, random);
        while (other.Given[^1] == Given[^1])
        {
            other = Invent(culture, sex, random);
        }

        // Families repeat the first of two names: Nurul …, Wei …
        var given = other.Given.Length == 2 && Given.Length == 2 && sex == Sex && random.NextDouble() < 0.5 ? [Given[0], other.Given[1]] : other.Given;
        var han = other.GivenHan is { Length: 2 } && GivenHan is { Length: 2 } && given[0] == Given[0] ? GivenHan[..1] + other.GivenHan[1..] : other.GivenHan;
        return other with { Given = given, GivenHan = han, Family = Family, FamilyHan = FamilyHan };
    }

    public string Write(Culture culture, NameNoise noise)
    {
        var given = Given.Select(g => noise.Damage(culture, g)).ToList();
        var family = string.Join(' ', Family.Split(' ').Select(f => noise.Damage(culture, f)));
        if (noise.MissesPart())
        {
            if (given.Count > 1 && noise.Chance(0.6))
            {
                given.RemoveAt(noise.Below(given.Count));
            }
            else
            {
                family = "";
            }
        }

        var text = culture switch
        {
            Culture.Malay => Joined(given, noise, 0.05) + Connected(family, noise, Sex == 'M' ? ["bin", "bin", "bin", "b.", "Bin", "B"] : ["binti", "binti", "binti", "bt", "Bt.", "bte", "binte"], 0.15),
            Culture.Tamil => Tamil(given, family, noise),
            Culture.Chinese => Chinese(given, family, noise),
            _ => Western(given, family, noise),
        };
        text = noise.Titled(culture, Sex, text);
        return noise.Chance(0.4) ? text.ToUpperInvariant() : text;
    }

    private string Chinese(List<string> given, string family, NameNoise noise)
    {
        var two = noise.Below(10) switch { 0 => string.Concat(given.Select((g, n) => n == 0 ? g : g.ToLowerInvariant())), 1 => string.Join('-', given), 2 => string.Join('-', given.Select((g, n) => n == 0 ? g : g.ToLowerInvariant())), _ => string.Join(' ', given) };
        if (noise.Chance(0.03) && given.Count > 1)
        {
            two = string.Join(' ', given.Select(g => g[..1]));
        }

        var extra = Extra is not null && noise.Chance(0.7) ? Extra : null;
        var latin = noise.Below(10) switch
        {
            <= 5 => extra is null ? $"{family} {two}" : noise.Chance(0.6) ? $"{extra} {family} {two}" : $"{family} {two} {extra}",
            6 => $"{family}, {two}{(extra is null ? "" : " " + extra)}",
            7 => extra is null ? $"{two} {family}" : $"{extra} {two} {family}",
            8 => extra is null ? $"{two} {family}" : $"{extra} {family}",
            _ => extra is null ? $"{family} {two}" : $"{family} {two} ({extra})",
        };
        return (GivenHan is null || FamilyHan is null ? 9 : noise.Below(20)) switch
        {
            0 => $"{FamilyHan}{GivenHan}",
            1 => $"{FamilyHan}{GivenHan} ({latin})",
            2 => $"{latin} {FamilyHan}{GivenHan}",
            _ => latin,
        };
    }

    private string Tamil(List<string> given, string family, NameNoise noise)
    {
        if (family.Length == 0)
        {
            return string.Join(' ', given);
        }

        return noise.Below(20) switch
        {
            <= 10 => string.Join(' ', given) + Connected(family, noise, Sex == 'M' ? ["a/l", "a/l", "A/L", "s/o", "a / l", "AL"] : ["a/p", "a/p", "A/P", "d/o", "a / p", "AP"], 0),
            <= 14 => $"{string.Join(' ', given)} {family}",
            <= 17 => $"{family[0]}. {string.Join(' ', given)}",
            18 => $"{family[0]} {string.Join(' ', given)}",
            _ => $"{family}, {string.Join(' ', given)}",
        };
    }

    private static string Western(List<string> given, string family, NameNoise noise)
    {
        var first = given.Count > 1 ? noise.Below(10) switch { <= 4 => $"{given[0]} {given[1]}", <= 7 => given[0], 8 => $"{given[0]} {given[1][0]}.", _ => $"{given[0][0]}. {given[1]}" }
            : given[0];
        if (noise.Chance(0.03))
        {
            first = first[..1] + ".";
        }

        family = family.Replace('-', noise.Chance(0.5) ? '-' : ' ');
        return (noise.Below(10) switch { <= 6 => $"{first} {family}", 7 => $"{family.ToUpperInvariant()} {first}", _ => family.Length == 0 ? first : $"{family}, {first}" }).Trim();
    }

    private static string Joined(List<string> given, NameNoise noise, double share) =>
        given.Count > 1 && noise.Chance(share) ? given[0] + given[1].ToLowerInvariant() : string.Join(' ', given);

    private static string Connected(string family, NameNoise noise, string[] connectors, double without) =>
        family.Length == 0 ? "" : noise.Chance(without) ? " " + family : $" {connectors[noise.Below(connectors.Length)]} {family}";

    private string[] Pool(Culture culture) => (culture, Sex) switch
    {
        (Culture.Malay, 'M') => NamePools.MalayMen,
        (Culture.Malay, _) => NamePools.MalayWomen,
        (Culture.Tamil, 'M') => NamePools.TamilMen,
        (Culture.Tamil, _) => NamePools.TamilWomen,
        (Culture.IndianNorth, 'M') => NamePools.NorthMen,
        (Culture.IndianNorth, _) => NamePools.NorthWomen,
        (_, 'M') => NamePools.WesternMen,
        _ => NamePools.WesternWomen,
    };

    private static string OneLetter(string word, Random random)
    {
        const string Vowels = "aeiou";
        const string Consonants = "bdfghjklmnprstwyz";
        var at = random.Next(1, word.Length);
        var letters = Vowels.Contains(word[at], StringComparison.Ordinal) ? Vowels : Consonants;
        var letter = letters[random.Next(letters.Length)];
        while (letter == word[at])
        {
            letter = letters[random.Next(letters.Length)];
        }

        return random.Next(4) == 0 ? word + (Vowels.Contains(word[^1], StringComparison.Ordinal) ? 'n' : 'a') : word[..at] + letter + word[(at + 1)..];
    }

    private static int Distance(string a, string b) => a.Zip(b).Count(pair => pair.First != pair.Second) + Math.Abs(a.Length - b.Length);

    private static string Common(string[] pool, Random random) => pool[Skewed(pool.Length, random)];

    private static string Other(string[] pool, string not, Random random)
    {
        var name = Common(pool, random);
        while (name == not)
        {
            name = Common(pool, random);
        }

        return name;
    }

    private static int Skewed(int length, Random random) => (int)(length * Math.Pow(random.NextDouble(), 1.6));
}
