using System.IO.Compression;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>
/// A zip whose inflated bytes are counted as they are read, before anything parses them; what the archive says of its own sizes is not believed.
/// Archives within it are never opened.
/// </summary>
internal sealed class BoundedZip : IDisposable
{
    public const int MaxEntries = 200;
    public const int MaxInflatedMegabytes = 200;
    public const int MaxRatio = 100;

    // A small file may be all headings and padding; the ratio means something only beyond.
    private const long FreeOfRatio = 4 * 1024 * 1024;

    private const int Megabyte = 1024 * 1024;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly long _limit;
    private long _inflated;

    /// <exception cref="InvalidDataException">It is no zip, or a damaged one.</exception>
    /// <exception cref="UnreadableFileException">It has more than <see cref="MaxEntries"/> entries.</exception>
    public BoundedZip(Stream file)
    {
        file.Position = 0;
        _limit = Math.Min((long)MaxInflatedMegabytes * Megabyte, Math.Max(FreeOfRatio, file.Length * MaxRatio));
        if (Announced(file) > MaxEntries)
        {
            throw new UnreadableFileException(RosterFileProblems.TooManyEntries(MaxEntries));
        }

        _archive = new(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in _archive.Entries)
        {
            if (_entries.Count == MaxEntries)
            {
                throw new UnreadableFileException(RosterFileProblems.TooManyEntries(MaxEntries));
            }

            _entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    /// <summary>Paths with forward slashes.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    public bool Has(string path) => _entries.ContainsKey(path);

    /// <summary>Opens an entry; reading it throws <see cref="UnreadableFileException"/> once a bound is reached.</summary>
    public Stream Open(string path) => _entries.TryGetValue(path, out var entry)
        ? new Counted(this, path, entry.Open())
        : throw new UnreadableFileException(RosterFileProblems.Damaged(path));

    /// <summary>An entry in memory; for small text files.</summary>
    public MemoryStream Load(string path)
    {
        var loaded = new MemoryStream();
        using var entry = Open(path);
        entry.CopyTo(loaded);
        loaded.Position = 0;
        return loaded;
    }

    public void Dispose() => _archive.Dispose();

    // The end record counts the entries; read first, so that a directory of a million is not even listed.
    private static int Announced(Stream file)
    {
        const int EndRecord = 22;
        var tail = new byte[Math.Min(file.Length, EndRecord + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        file.Position = 0;
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        return at >= 0 && tail.Length - at >= EndRecord ? tail[at + 10] | (tail[at + 11] << 8) : 0;
    }

    private void Count(int bytes)
    {
        _inflated += bytes;
        if (_inflated > _limit)
        {
            throw new UnreadableFileException(RosterFileProblems.UnpacksTooLarge(MaxInflatedMegabytes, MaxRatio));
        }
    }

    private sealed class Counted(BoundedZip zip, string path, Stream inner) : WatchedStream(inner)
    {
        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = Inner.Read(buffer);
                zip.Count(read);
                return read;
            }
            catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or IOException)
            {
                throw new UnreadableFileException(RosterFileProblems.Damaged(path));
            }
        }
    }
}
