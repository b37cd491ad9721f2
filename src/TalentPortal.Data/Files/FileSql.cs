
namespace TalentPortal.Data.Files;

/// <summary>Bytes of uploaded files, written and read a chunk at a time. Chunks carry no partner, so the scope is widened only inside these calls.</summary>
internal static class FileSql
{
    public const string Insert =
        """
        select set_config('app.all', 'on', true);
        insert into stored_chunk (file_id, n, data) values (@file, @n, @data);
        """;

    public const string Read = "select data from stored_chunk where file_id = @file and n = @n";

    public const string Forget = "delete from stored_chunk where file_id = @file";

    /// <summary>Bytes of rosters that ended: at once where nothing was written, else when they were applied before <c>@before</c>.</summary>
    public const string ForgetEnded =
        """
        delete from stored_chunk c using roster r
        where r.file_id = c.file_id and (r.state in ('rejected', 'failed', 'cancelled', 'expired', 'superseded') or r.applied_at < @before and r.state in ('applied', 'undone', 'partly-undone'))
        """;

    public const string Scope = "select current_setting('app.all', true)";

    public const string Restore = "select set_config('app.all', @all, true)";
}
