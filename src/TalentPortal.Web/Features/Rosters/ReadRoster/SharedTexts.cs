using System.Text;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>The texts that the cells of a workbook share, packed as UTF-8: a million of them are some megabytes and no object each.</summary>
internal sealed class SharedTexts
{
    /// <summary>Different texts at most; a hundred thousand rows of ten different texts have a million.</summary>
    public const int MaxTexts = 3_000_000;

    private const int ChunkBytes = 1024 * 1024;
    private const int MaxChunks = 64;

    private readonly List<byte[]> _chunks = [];
    private readonly List<int> _ends = [];
    private int _used = ChunkBytes;

    public static SharedTexts None { get; } = new();

    /// <exception cref="UnreadableFileException">There are more than are read, or they are not well formed.</exception>
    public static SharedTexts Read(Stream part, string name)
    {
        var texts = new SharedTexts();
        var text = new StringBuilder();
        using var xml = new WorkbookXml(part, name);
        var inside = new TextParts();
        while (xml.Read())
        {
            if (xml.IsStart && xml.Name == "si")
            {
                text.Clear();
                if (xml.IsEmpty)
                {
                    texts.Add("");
                }
            }
            else if (xml.IsEnd && xml.Name == "si")
            {
                texts.Add(CellText.Unescaped(text));
            }
            else
            {
                inside.Take(xml, text);
            }
        }

        return texts;
    }

    /// <summary>A text by its number; null for a number that no text has.</summary>
    public string? this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_ends.Count)
            {
                return null;
            }

            // An end is a place in the row of all chunks; a text never spans two, so one behind a gap begins where its chunk does.
            var end = _ends[index];
            var before = index == 0 ? 0 : _ends[index - 1];
            if (end == before)
            {
                return "";
            }

            var chunk = (end - 1) / ChunkBytes;
            var start = Math.Max(before, chunk * ChunkBytes);
            return Encoding.UTF8.GetString(_chunks[chunk], start % ChunkBytes, end - start);
        }
    }

    private void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (_ends.Count == MaxTexts || (length > ChunkBytes - _used && _chunks.Count == MaxChunks))
        {
            throw new UnreadableFileException(RosterFileProblems.TooManyTexts(MaxTexts));
        }

        if (length > ChunkBytes - _used)
        {
            _chunks.Add(new byte[ChunkBytes]);
            _used = 0;
        }

        _used += Encoding.UTF8.GetBytes(text, _chunks.Count == 0 ? [] : _chunks[^1].AsSpan(_used));
        _ends.Add(_chunks.Count == 0 ? 0 : ((_chunks.Count - 1) * ChunkBytes) + _used);
    }
}
