using TalentPortal.Domain.People.Matching;

namespace TalentPortal.Domain.Tests.People.Matching;

public enum Culture
{
    Malay,
    Chinese,
    Tamil,
    IndianNorth,
    Western,
}

public sealed record LabelledPair(Culture Culture, string Kind, bool SamePerson, Identity Older, Identity Newer);

/// <summary>
/// Pairs of roster rows about invented people, half of them one person seen by two sources. The noise is that of rosters and does not know the
/// matcher: rates below are per record unless said otherwise, and every record is written in the style of its own source.
/// </summary>
internal sealed class LabelledPairs(int seed)
{
    private const double Typing = 0.06;
    private const double ByEar = 0.12;
    private const double MissingPart = 0.05;
    private const double Title = 0.06;
    private const double EmailMissing = 0.03;
    private const double MobileMissing = 0.08;
    private const double BirthMissing = 0.12;
    private const double BirthYearOnly = 0.04;
    private const double BirthMistyped = 0.02;
    private const double GenderMissing = 0.25;
    private const double GenderWrong = 0.005;

    /// <summary>Per pair: the second source knows another address or number.</summary>
    private const double EmailChanged = 0.20;
    private const double MobileChanged = 0.12;

    /// <summary>How often the ledger already knows that a family's value is shared.</summary>
    private const double SharedIsKnown = 0.5;

    private readonly Random _random = new(seed);
    private readonly Guid[] _partners = [.. Enumerable.Range(1, 8).Select(n => new Guid(n, 0, 0, new byte[8]))];
    private int _serial;

    public IEnumerable<LabelledPair> Take(int count) => Enumerable.Range(0, count).Select(n => Next((Culture)(n / 2 % 5), n % 2 == 0));

    public Human Human(Culture culture, Human? like = null)
    {
        var sex = like?.Sex ?? (Chance(0.5) ? 'M' : 'F');
        var name = PersonName.Invent(culture, sex, _random);
        var serial = ++_serial;
        return new(culture, sex, name, new DateOnly(1996, 1, 1).AddDays(_random.Next(365 * 10)), Address(name, serial), Number(), $"S{serial:00000}", _partners[_random.Next(_partners.Length)]);
    }

    /// <summary>What one source prints about somebody.</summary>
    public Identity Print(Human human, bool emailShared = false, bool mobileShared = false)
    {
        var name = human.Name.Write(human.Culture, new NameNoise(_random, Typing, ByEar, MissingPart, Title));
        DateOnly? birth = Chance(BirthMissing) ? null : Chance(BirthMistyped) ? Mistype(human.Birth) : human.Birth;
        int? year = birth?.Year;
        if (birth is not null && Chance(BirthYearOnly))
        {
            birth = null;
        }

        var gender = Chance(GenderMissing) ? null : Chance(GenderWrong) ? (human.Sex == 'M' ? "female" : "male") : human.Sex == 'M' ? "male" : "female";
        return new(name, Chance(EmailMissing) ? null : IdentityKeys.Email(human.Email), Chance(MobileMissing) ? null : IdentityKeys.Mobile(human.Mobile, "MY"), birth, year, gender,
            human.StudentId, human.Partner, null)
        { EmailShared = emailShared, MobileShared = mobileShared };
    }

    /// <summary>The same person at a later time, mostly at another partner.</summary>
    public Human Later(Human human)
    {
        var later = human;
        if (Chance(EmailChanged))
        {
            later = later with { Email = Address(human.Name, ++_serial) };
        }

        if (Chance(MobileChanged))
        {
            later = later with { Mobile = Number() };
        }

        return Chance(0.75) ? later with { Partner = _partners[_random.Next(_partners.Length)], StudentId = $"S{++_serial:00000}" }
            : Chance(0.1) ? later with { StudentId = $"S{++_serial:00000}" } // enrolled anew: a new number at the same university
            : later;
    }

    private LabelledPair Next(Culture culture, bool same)
    {
        var one = Human(culture);
        if (same)
        {
            var family = Chance(0.04); // one of the family's values is already known to be shared
            return new(culture, "same person", true, Print(one, family, family), Print(Later(one), family, family));
        }

        var dice = _random.NextDouble();
        return dice switch
        {
            < 0.15 => Relatives(one, "twins", one with { Name = one.Name.Twin(culture, _random) }),
            < 0.35 => Relatives(one, "siblings", Human(culture) with { Name = one.Name.Sibling(culture, _random, out var sex), Sex = sex, Birth = one.Birth.AddDays(400 + _random.Next(2000)) }),
            < 0.45 => Relatives(one, "father and son", one.Father(_random)),
            < 0.60 => Strangers(one, "same name, one cohort", Human(culture) with { Name = one.Name, Sex = one.Sex, Partner = one.Partner, Birth = one.Birth.AddDays(_random.Next(-700, 700)) }),
            < 0.80 => Strangers(one, "same name, same birth year", Human(culture) with { Name = one.Name, Sex = one.Sex, Birth = new DateOnly(one.Birth.Year, 1, 1).AddDays(_random.Next(365)) }),
            < 0.90 => Strangers(one, "strangers", Human(culture)),
            < 0.95 => Strangers(one, "address given to another", Human(culture) with { Email = one.Email }),
            _ => Strangers(one, "number given to another", Human(culture) with { Mobile = one.Mobile }),
        };
    }

    private LabelledPair Strangers(Human one, string kind, Human other) => new(one.Culture, kind, false, Print(one), Print(other));

    private LabelledPair Relatives(Human one, string kind, Human relative)
    {
        var (email, mobile) = _random.Next(4) switch { 0 => (true, false), 1 or 2 => (false, true), _ => (true, true) };
        relative = relative with
        {
            Email = email ? one.Email : Address(relative.Name, ++_serial),
            Mobile = mobile ? one.Mobile : Number(),
            StudentId = $"S{++_serial:00000}",
            Partner = Chance(0.5) ? one.Partner : _partners[_random.Next(_partners.Length)],
        };
        var known = Chance(SharedIsKnown);
        return new(one.Culture, kind, false, Print(one, email && known, mobile && known), Print(relative, email && known, mobile && known));
    }

    private DateOnly Mistype(DateOnly date) =>
        date.Day <= 12 && Chance(0.5) ? new(date.Year, date.Day, date.Month) : date.AddDays(_random.Next(1, 10)).AddYears(_random.Next(2));

    private string Number() => $"01{_random.Next(10)}-{_random.Next(200, 999)} {_random.Next(10000):0000}";

    private static string Address(PersonName name, int serial) => $"{name.Given[0].ToLowerInvariant()}{serial}@{(serial % 3 == 0 ? "mail.example" : "uni.example")}";

    private bool Chance(double share) => _random.NextDouble() < share;
}

internal sealed record Human(Culture Culture, char Sex, PersonName Name, DateOnly Birth, string Email, string Mobile, string StudentId, Guid Partner)
{
    public Human Father(Random random)
    {
        var name = Culture switch
        {
            Culture.Malay or Culture.Tamil => Name with { Given = [Name.Family], Family = random.NextDouble() < 0.15 ? Name.Given[^1] : PersonName.Invent(Culture, 'M', random).Family }, // named after his grandfather
            Culture.Western when Sex == 'M' && random.NextDouble() < 0.08 => Name, // junior and senior
            _ => PersonName.Invent(Culture, 'M', random) with { Family = Name.Family, FamilyHan = Name.FamilyHan },
        };
        return this with { Sex = 'M', Name = name, Birth = Birth.AddYears(-20 - random.Next(15)).AddDays(random.Next(300)) };
    }
}
