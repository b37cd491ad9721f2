namespace TalentPortal.Web.Ui;

/// <summary>One page of a list that is read by key: its items, and whether there are more on either side.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="HasPrevious">There are items before the first.</param>
/// <param name="HasNext">There are items after the last.</param>
public sealed record KeysetPage<T>(IReadOnlyList<T> Items, bool HasPrevious, bool HasNext);

/// <summary>Makes pages of lists that are read by key.</summary>
public static class KeysetPages
{
    /// <summary>Makes a page from what was read: one item more than a page holds, and backwards when the reader went back.</summary>
    /// <param name="read">Up to <paramref name="size"/> + 1 items; for a way back nearest first.</param>
    /// <param name="size">Items on a page.</param>
    /// <param name="wentOn">The reader came from the page before.</param>
    /// <param name="wentBack">The reader came from the page after.</param>
    public static KeysetPage<T> Of<T>(List<T> read, int size, bool wentOn, bool wentBack)
    {
        var more = read.Count > size;
        var items = read.Take(size).ToList();
        if (!wentBack)
        {
            return new(items, wentOn, more);
        }

        items.Reverse();
        return new(items, more, true);
    }
}

/// <summary>A place in a list, as it stands in an address: a day and a key.</summary>
/// <param name="At">What the list is ordered by, as text without tildes at its end.</param>
/// <param name="Key">Decides between equals.</param>
public sealed record KeysetCursor(string At, string Key)
{
    private const char Between = '~';

    /// <summary>Reads a cursor; null where there is none or it is no cursor, which shows the first page.</summary>
    public static KeysetCursor? Read(string? text) =>
        text?.LastIndexOf(Between) is { } cut and > 0 && cut < text.Length - 1 ? new(text[..cut], text[(cut + 1)..]) : null;

    public override string ToString() => $"{At}{Between}{Key}";
}

/// <summary>Addresses with a query, for lists whose state lives in the address.</summary>
public static class Address
{
    /// <summary>Path and query without the parts that are null or empty.</summary>
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var parts = new List<string>();
        foreach (var (name, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
