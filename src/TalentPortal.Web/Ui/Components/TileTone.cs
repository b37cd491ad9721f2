namespace TalentPortal.Web.Ui.Components;

/// <summary>The colour of a tile's number; its label says the same in words.</summary>
public enum TileTone
{
    Plain,
    Quiet,
    Good,
    Warn,
    Bad,
}
