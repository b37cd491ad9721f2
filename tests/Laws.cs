using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace TalentPortal;

/// <summary>
/// What laws are tried on. The seed is fixed, so that no run fails by chance; to explore, name another one: PORTAL_LAW_SEED=7 (or =random), and PORTAL_LAW_ROUNDS=200
/// for that many examples of each law instead of the few it has by default.
/// </summary>
public static class Laws
{
    private const ulong DefaultSeed = 20261121;

    public static ulong Seed { get; } = Environment.GetEnvironmentVariable("PORTAL_LAW_SEED") switch
    {
        null or "" => DefaultSeed,
        "random" => (ulong)Random.Shared.NextInt64(),
        var seed => ulong.Parse(seed, CultureInfo.InvariantCulture),
    };

    /// <summary>How to try these very examples again.</summary>
    public static string Again => string.Create(CultureInfo.InvariantCulture, $"PORTAL_LAW_SEED={Seed} PORTAL_LAW_ROUNDS={Environment.GetEnvironmentVariable("PORTAL_LAW_ROUNDS")}");

    /// <summary>Examples of one law.</summary>
    /// <param name="usually">How many, unless PORTAL_LAW_ROUNDS says otherwise.</param>
    public static T[] Examples<T>(this Gen<T> gen, int usually, int size = 12) => gen.Sample(Rounds(usually), new Rnd(Seed), size);

    /// <summary>How FsCheck tries a property: quickly, from the seed, throwing when it does not hold (FsCheck then prints its own replay).</summary>
    public static Config Config(int usually = 100) => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Rounds(usually)).WithReplay(Seed, 0x9E3779B97F4A7C15);

    private static int Rounds(int usually) =>
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_LAW_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : usually;
}
