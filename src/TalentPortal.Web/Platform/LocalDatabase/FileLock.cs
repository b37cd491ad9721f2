namespace TalentPortal.Web.Platform.LocalDatabase;

internal enum LockKind
{
    Shared,
    Exclusive,
}

/// <summary>
/// A lock between processes, and between holders inside one process. It is the operating system's lock on an open file (flock on Unix), so it
/// dies with its process, however that ends. The file itself stays: deleting it would let two holders lock two files of the same name.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static readonly int[] HeldElsewhere = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock now, or returns null when somebody's hold excludes it.</summary>
    public static FileLock? TryTake(string path, LockKind kind)
    {
        try
        {
            // The runtime turns FileShare.None into an exclusive flock, and reading with FileShare.Read into a shared one.
            return new FileLock(kind == LockKind.Exclusive
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read));
        }
        catch (IOException held) when (HeldElsewhere.Contains(held.HResult))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock; calls <paramref name="waiting"/> once when that takes longer than a moment.</summary>
    public static async Task<FileLock> TakeAsync(string path, LockKind kind, Action? waiting, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TryTake(path, kind) is { } taken)
            {
                return taken;
            }

            if (waiting is not null && TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                waiting();
                waiting = null;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();
}
