using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace TalentPortal.Data;

/// <summary>
/// Streams rows into <c>copy … from stdin (format binary)</c>. Npgsql's importer looks a converter up for every value, which for rows of 45 columns took
/// longer than reading them from the file; this one knows the few types that rosters have.
/// </summary>
/// <remarks>Format: PostgreSQL documentation, "COPY", file formats, binary format; of the values: the types' receive functions.</remarks>
public sealed class BinaryCopy : IAsyncDisposable
{
    private const int FlushAt = 64 * 1024;
    private const int TextOid = 25;
    private const int DigitBase = 10_000;
    private const int ScoreScale = 3;

    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;

    private readonly NpgsqlRawCopyStream _stream;
    private readonly short _columns;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);
    private bool _complete;

    private BinaryCopy(NpgsqlRawCopyStream stream, int columns)
    {
        (_stream, _columns) = (stream, (short)columns);
        _buffer.Write("PGCOPY\n"u8);
        _buffer.Write((ReadOnlySpan<byte>)[0xff, (byte)'\r', (byte)'\n', 0]);
        Int32(0); // flags
        Int32(0); // length of the header's extension
    }

    /// <param name="connection">Open; belongs to the stream until it is disposed.</param>
    /// <param name="sql">A <c>copy … from stdin (format binary)</c>.</param>
    /// <param name="columns">How many columns it names.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async Task<BinaryCopy> BeginAsync(NpgsqlConnection connection, string sql, int columns, CancellationToken cancellationToken) =>
        new(await connection.BeginRawBinaryCopyAsync(sql, cancellationToken), columns);

    /// <summary>Begins a row. All its values follow, in the order of the columns.</summary>
    public void StartRow()
    {
        if (_buffer.WrittenCount >= FlushAt)
        {
            Flush();
        }

        BinaryPrimitives.WriteInt16BigEndian(Reserve(sizeof(short)), _columns);
    }

    public void Null() => Int32(-1);

    public void Write(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var span = _buffer.GetSpan(sizeof(int) + most);
        var length = Encoding.UTF8.GetBytes(value, span[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(span, length);
        _buffer.Advance(sizeof(int) + length);
    }

    /// <param name="json">Well formed.</param>
    public void WriteJson(string json)
    {
        Int32(1 + Encoding.UTF8.GetByteCount(json));
        Reserve(1)[0] = 1; // version
        _ = Encoding.UTF8.GetBytes(json, _buffer);
    }

    public void Write(string[] values)
    {
        var start = Encoding.UTF8.GetMaxByteCount(values.Sum(v => v.Length)) + (sizeof(int) * (6 + values.Length));
        var span = _buffer.GetSpan(start);
        var at = sizeof(int);
        foreach (var header in values.Length == 0 ? (ReadOnlySpan<int>)[0, 0, TextOid] : [1, 0, TextOid, values.Length, 1])
        {
            BinaryPrimitives.WriteInt32BigEndian(span[at..], header);
            at += sizeof(int);
        }

        foreach (var value in values)
        {
            var length = Encoding.UTF8.GetBytes(value, span[(at + sizeof(int))..]);
            BinaryPrimitives.WriteInt32BigEndian(span[at..], length);
            at += sizeof(int) + length;
        }

        BinaryPrimitives.WriteInt32BigEndian(span, at - sizeof(int));
        _buffer.Advance(at);
    }

    public void Write(Guid? value)
    {
        if (value is not { } key)
        {
            Null();
            return;
        }

        Int32(16);
        key.TryWriteBytes(Reserve(16), bigEndian: true, out _);
    }

    public void Write(int? value)
    {
        if (value is not { } number)
        {
            Null();
            return;
        }

        Int32(sizeof(int));
        Int32(number);
    }

    public void Write(DateOnly? value) => Write(value is { } day ? day.DayNumber - Epoch : null);

    public void Write(bool value)
    {
        Int32(1);
        Reserve(1)[0] = value ? (byte)1 : (byte)0;
    }

    /// <param name="value">From 0 to below 10⁸, to three decimals.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is another number.</exception>
    public void Write(decimal? value)
    {
        if (value is not { } number)
        {
            Null();
            return;
        }

        if (number is < 0 or >= DigitBase * (decimal)DigitBase)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A score is from 0 to below 10⁸.");
        }

        var whole = (int)number;
        Int32((4 + 3) * sizeof(short));
        foreach (var part in (ReadOnlySpan<int>)[3, 1, 0, ScoreScale, whole / DigitBase, whole % DigitBase, (int)((number - whole) * DigitBase)])
        {
            BinaryPrimitives.WriteInt16BigEndian(Reserve(sizeof(short)), (short)part);
        }
    }

    /// <summary>Ends the copy; without it the server takes nothing.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt16BigEndian(Reserve(sizeof(short)), -1);
        await _stream.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        await _stream.DisposeAsync();
        _complete = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_complete)
        {
            _complete = true;
            await _stream.CancelAsync();
        }
    }

    private void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Reserve(sizeof(int)), value);

    private Span<byte> Reserve(int length)
    {
        var span = _buffer.GetSpan(length)[..length];
        _buffer.Advance(length);
        return span;
    }

    private void Flush()
    {
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
