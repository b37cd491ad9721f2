namespace TalentPortal.Domain.Kernel;

/// <summary>Collects the names of fields that really changed, for the audit row and the revision.</summary>
internal sealed class Changes
{
    private readonly List<string> _names = [];

    public bool Any => _names.Count > 0;

    public Result<string[]> Done => _names.ToArray();

    public T Set<T>(string name, T old, T becomes)
    {
        if (!EqualityComparer<T>.Default.Equals(old, becomes))
        {
            _names.Add(name);
        }

        return becomes;
    }

    public string[] SetList(string name, string[] old, IEnumerable<string> becomes)
    {
        var list = becomes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (!old.SequenceEqual(list, StringComparer.Ordinal))
        {
            _names.Add(name);
        }

        return list;
    }

    public void Note(string name) => _names.Add(name);
}
