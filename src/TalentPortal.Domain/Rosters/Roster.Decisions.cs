using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Rosters;

/// <content>What people ask of a roster; each may be refused.</content>
public sealed partial class Roster
{
    /// <summary>Asks for the preview to be applied. Where the brake is on it waits for <see cref="Approve"/> first.</summary>
    /// <returns>Refused unless it waits at its preview and the preview is still valid; <c>all</c> is refused while rows are in error.</returns>
    public Result AskToApply(RosterApply apply, bool overridesProtected, int errors, DateTimeOffset now)
    {
        if (State is RosterState.Applied or RosterState.Applying)
        {
            return RosterProblems.AlreadyApplied;
        }

        if (State != RosterState.Previewed)
        {
            return RosterProblems.NotPreviewed(State);
        }

        if (now > PreviewedUntil)
        {
            return RosterProblems.PreviewExpired;
        }

        if (apply == RosterApply.All && errors > 0)
        {
            return RosterProblems.RowsInError(errors);
        }

        (Apply, OverridesProtected) = (apply, overridesProtected);
        State = Brake > 0 ? RosterState.NeedsApproval : RosterState.Applying;
        Revision++;
        return Result.Ok;
    }

    /// <summary>A second person lets it pass the brake, by typing the number of people concerned.</summary>
    /// <returns>Refused when it does not wait for that, for whoever uploaded it or asked for it to be applied, and for another number.</returns>
    public Result Approve(Guid? by, string byName, int number, DateTimeOffset now)
    {
        if (State != RosterState.NeedsApproval)
        {
            return RosterProblems.NothingToApprove;
        }

        if (by is null || by == UploadedBy || by == AppliedBy)
        {
            return RosterProblems.SecondPersonNeeded;
        }

        if (now > PreviewedUntil)
        {
            return RosterProblems.PreviewExpired;
        }

        if (number != Brake)
        {
            return RosterProblems.OtherNumber(Brake);
        }

        (ApprovedBy, ApprovedByName, ApprovedAt) = (by, byName, now);
        State = RosterState.Applying;
        Revision++;
        return Result.Ok;
    }

    /// <summary>Answers what was asked, or says of a preview that it was read wrongly; it is read again.</summary>
    /// <returns>Refused once something was written, or when nobody waits for an answer.</returns>
    public Result Answer(string answers)
    {
        if (!WaitsForPerson)
        {
            return RosterProblems.NothingAsked;
        }

        Answers = answers;
        State = RosterState.Received;
        Revision++;
        return Result.Ok;
    }

    /// <summary>Asks for everything it wrote to be taken back.</summary>
    /// <returns>Refused unless it is applied, or was taken back in part.</returns>
    public Result AskToUndo(Guid? by, string name)
    {
        if (State is not (RosterState.Applied or RosterState.PartlyUndone))
        {
            return RosterProblems.NotApplied(State);
        }

        (UndoneBy, UndoneByName) = (by, name);
        State = RosterState.Undoing;
        Revision++;
        return Result.Ok;
    }

    /// <summary>A corrected file took its place before anything was written.</summary>
    /// <returns>Refused once something was written.</returns>
    public Result Supersede(Guid by)
    {
        if (!WaitsForPerson)
        {
            return RosterProblems.TooLateToCancel(State);
        }

        SupersededBy = by;
        State = RosterState.Superseded;
        Revision++;
        return Result.Ok;
    }

    /// <summary>Throws the preview away; refused once something was written.</summary>
    public Result Cancel()
    {
        if (State is not (RosterState.Received or RosterState.Parsed or RosterState.Validated or RosterState.Matched) && !WaitsForPerson)
        {
            return RosterProblems.TooLateToCancel(State);
        }

        State = RosterState.Cancelled;
        Revision++;
        return Result.Ok;
    }
}
