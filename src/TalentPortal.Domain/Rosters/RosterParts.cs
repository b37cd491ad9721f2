namespace TalentPortal.Domain.Rosters;

/// <summary>Where a roster belongs.</summary>
/// <param name="CohortId">Null where the file's own column says it.</param>
/// <param name="Country">See <see cref="Roster.Country"/>.</param>
/// <param name="Countries">Countries whose cohorts the uploader may fill; null for all of the partner's.</param>
public sealed record RosterPlace(Guid PartnerId, Guid? CohortId, string Country, Guid SourceId, string[]? Countries);

/// <summary>What a file turned out to be.</summary>
public sealed record RosterReading(string Format, string[] Columns, string[] Mapping, string? Delimiter, string? Encoding, string? Sheet, string[] Samples);

/// <summary>What a plan comes to.</summary>
/// <param name="Outcomes">Rows by outcome, as JSON.</param>
/// <param name="Effects">What it does to each target, as JSON.</param>
/// <param name="Doubtful">Rows whose person may be somebody known already.</param>
/// <param name="Brake">See <see cref="Roster.Brake"/>.</param>
public sealed record RosterPreview(string Outcomes, string Effects, int Doubtful, int Brake);
