namespace TalentPortal.Domain.Commitments;

/// <summary>Those of a population who share a partner and a grade of evidence.</summary>
/// <param name="PartnerId">Null for those of no partner.</param>
/// <param name="PartnerName">As it stands when the sample is drawn; null with the partner.</param>
/// <param name="Evidence">What they rest on: <c>roster</c> or <c>attestation</c>.</param>
/// <param name="Size">How many they are.</param>
public sealed record PopulationPart(Guid? PartnerId, string? PartnerName, string Evidence, long Size);

/// <summary>A part of a population of which so many are drawn.</summary>
/// <param name="PartnerId">Null for all partners that are too small for a stratum of their own.</param>
public sealed record PlannedStratum(Guid? PartnerId, string? PartnerName, string Evidence, long Size, int Drawn);

/// <summary>
/// How a sample is spread over a population. Parts that would get less than one draw by their share stand together, one stratum a grade of evidence;
/// every stratum gets two draws at least (one where there are not enough for two), and the rest goes by share, the largest remainder first.
/// </summary>
public static class SamplePlan
{
    /// <summary>Splits a sample of <paramref name="wanted"/> over the parts of a population.</summary>
    /// <param name="parts">Who they are, by partner and evidence.</param>
    /// <param name="wanted">How many to draw; never more than there are, and never fewer than strata.</param>
    public static IReadOnlyList<PlannedStratum> Of(IReadOnlyList<PopulationPart> parts, int wanted)
    {
        var all = parts.Sum(p => p.Size);
        var own = parts.Where(p => p.PartnerId is not null && p.Size * wanted >= all).OrderByDescending(p => p.Size).ThenBy(p => p.PartnerId).ThenBy(p => p.Evidence, StringComparer.Ordinal).ToList();
        var together = parts.Except(own).GroupBy(p => p.Evidence, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new PopulationPart(null, null, g.Key, g.Sum(p => p.Size)));
        List<PopulationPart> strata = [.. own, .. together];
        var drawn = Allocate([.. strata.Select(s => s.Size)], wanted);
        return [.. strata.Select((s, i) => new PlannedStratum(s.PartnerId, s.PartnerName, s.Evidence, s.Size, drawn[i]))];
    }

    /// <summary>So many draws of each of several strata.</summary>
    /// <param name="sizes">Of the strata, each 1 or more.</param>
    /// <param name="wanted">Of all of them together.</param>
    public static int[] Allocate(IReadOnlyList<long> sizes, int wanted)
    {
        var all = sizes.Sum();
        var draws = (int)Math.Min(all, Math.Max(wanted, sizes.Count));
        var least = 2 * sizes.Count <= draws ? 2 : 1;
        var share = sizes.Select(s => (double)draws * s / all).ToArray();
        var taken = sizes.Select((s, i) => (int)Math.Min(s, Math.Max(Math.Min(s, least), Math.Floor(share[i])))).ToArray();
        for (var sum = taken.Sum(); sum != draws; sum = taken.Sum())
        {
            var step = sum < draws ? 1 : -1;
            var best = Enumerable.Range(0, taken.Length)
                .Where(i => step > 0 ? taken[i] < sizes[i] : taken[i] > Math.Min(sizes[i], least))
                .OrderByDescending(i => step * (share[i] - taken[i])).ThenBy(i => i).First();
            taken[best] += step;
        }

        return taken;
    }
}

/// <summary>What was found in one stratum.</summary>
/// <param name="Size">How many it has.</param>
/// <param name="Drawn">How many were looked at, 1 to <paramref name="Size"/>.</param>
/// <param name="Errors">How many of them could not be confirmed.</param>
public sealed record StratumTally(long Size, int Drawn, int Errors);

/// <summary>What a sample says of its population.</summary>
/// <param name="Population">How many were counted.</param>
/// <param name="Drawn">How many of them were looked at.</param>
/// <param name="Errors">How many of those could not be confirmed.</param>
/// <param name="Projected">How many that makes of all, by the weights of the strata.</param>
/// <param name="Lower">With confidence at least so many, two-sided.</param>
/// <param name="Upper">With confidence no more than so many, two-sided.</param>
/// <param name="AtMost">With confidence no more than so many, one-sided: the sentence people quote.</param>
/// <param name="EffectiveSize">Of how many drawn at random, without strata, the bounds hold.</param>
public sealed record ErrorEstimate(long Population, int Drawn, int Errors, long Projected, long Lower, long Upper, long AtMost, double EffectiveSize);

/// <summary>
/// Projects errors from a stratified sample. The estimate is the sum of each stratum's size times its share of errors. The bounds are those of
/// Clopper and Pearson over an effective size, the part of the population that was sampled divided by the largest weight of any draw; strata
/// looked at whole are exact and stand outside. With that size the variance of the estimate is never understated, whatever stratum the errors
/// hide in, and with no error seen the bound is exact. That members are drawn without being put back is left out, which only widens the bounds.
/// </summary>
public static class SampleEstimates
{
    /// <param name="strata">At least one; each with a draw.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static ErrorEstimate Of(IReadOnlyList<StratumTally> strata, double confidence)
    {
        var whole = strata.Where(s => s.Drawn == s.Size).ToList();
        var sampled = strata.Where(s => s.Drawn < s.Size).ToList();
        var (known, errors, confirmed) = (whole.Sum(s => s.Errors), strata.Sum(s => s.Errors), strata.Sum(s => s.Drawn - s.Errors));
        var (population, rest) = (strata.Sum(s => s.Size), (double)sampled.Sum(s => s.Size));
        if (sampled.Count == 0)
        {
            return new(population, strata.Sum(s => s.Drawn), errors, errors, errors, errors, errors, population);
        }

        var size = rest / sampled.Max(s => (double)s.Size / s.Drawn);
        var share = sampled.Sum(s => s.Size / rest * s.Errors / s.Drawn);
        var seen = share * size;
        var half = (1 + confidence) / 2;
        return new(
            population, strata.Sum(s => s.Drawn), errors,
            Kept((long)Math.Round(known + (rest * share), MidpointRounding.AwayFromZero)),
            Kept((long)Math.Floor(known + (rest * BinomialBounds.Lower(seen, size, half)))),
            Kept((long)Math.Ceiling(known + (rest * BinomialBounds.Upper(seen, size, half)))),
            Kept((long)Math.Ceiling(known + (rest * BinomialBounds.Upper(seen, size, confidence)))),
            size);

        // What was seen is certain: so many errors there are, and so many there are not.
        long Kept(long bound) => Math.Clamp(bound, errors, population - confirmed);
    }
}
