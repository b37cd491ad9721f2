using System.Text;
using System.Xml;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>
/// Reads a part of a workbook as a stream of elements with bounded memory: no DTD, no entity, no deep nesting, no endless list of names or attributes, and of
/// a text only as much as a cell may hold and one letter more.
/// </summary>
internal sealed class WorkbookXml : IDisposable
{
    private const int MaxDepth = 64;
    private const int MaxNames = 5_000;

    private readonly XmlReader _xml;
    private readonly string _part;
    private readonly char[] _chunk = new char[1024];

    public WorkbookXml(Stream part, string name)
    {
        _part = name;
        _xml = XmlReader.Create(
            new NoLongTags(part, name),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = true,
                NameTable = new FewNames(name),
            });
    }

    /// <summary>Without its prefix; both editions of the format and every prefix mean the same.</summary>
    public string Name => _xml.LocalName;

    public bool IsStart => _xml.NodeType == XmlNodeType.Element;

    public bool IsEnd => _xml.NodeType == XmlNodeType.EndElement;

    public bool IsText => _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    public bool IsEmpty => _xml.IsEmptyElement;

    /// <summary>Goes to the next node.</summary>
    /// <exception cref="UnreadableFileException">It is not well formed or out of bounds.</exception>
    public bool Read()
    {
        try
        {
            return _xml.Read() && (_xml.Depth <= MaxDepth ? true : throw new UnreadableFileException(RosterFileProblems.Damaged(_part)));
        }
        catch (XmlException)
        {
            throw new UnreadableFileException(RosterFileProblems.Damaged(_part));
        }
    }

    /// <summary>An attribute by its name without a prefix; null where there is none.</summary>
    public string? this[string attribute] => _xml.GetAttribute(attribute);

    /// <summary>An attribute in any namespace: the key of a relationship has one of two.</summary>
    public string? Qualified(string attribute)
    {
        string? found = null;
        for (var more = _xml.MoveToFirstAttribute(); more; more = _xml.MoveToNextAttribute())
        {
            if (_xml.LocalName == attribute && _xml.Prefix.Length > 0)
            {
                found = _xml.Value;
            }
        }

        _xml.MoveToElement();
        return found;
    }

    /// <summary>Adds the text of the current node, up to a length one more than a cell may have.</summary>
    public void AppendTo(StringBuilder text)
    {
        try
        {
            for (int read; text.Length <= Roster.MaxCellLength && (read = _xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0;)
            {
                text.Append(_chunk, 0, read);
            }
        }
        catch (XmlException)
        {
            throw new UnreadableFileException(RosterFileProblems.Damaged(_part));
        }
    }

    public void Dispose() => _xml.Dispose();

    /// <summary>An element begins often: what never does is one attribute of megabytes, which a parser would gather whole.</summary>
    private sealed class NoLongTags(Stream inner, string part) : WatchedStream(inner)
    {
        private const int MaxBytes = 4 * 1024 * 1024;
        private long _since;

        public override int Read(Span<byte> buffer)
        {
            var read = Inner.Read(buffer);
            var last = buffer[..read].LastIndexOf((byte)'<');
            _since = last < 0 ? _since + read : read - last;
            return _since <= MaxBytes ? read : throw new UnreadableFileException(RosterFileProblems.Damaged(part));
        }
    }

    /// <summary>Names are kept for as long as the part is read; the format has some hundreds.</summary>
    private sealed class FewNames(string part) : NameTable
    {
        private int _count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string Counted(string added) => ++_count <= MaxNames ? added : throw new UnreadableFileException(RosterFileProblems.Damaged(part));
    }
}
