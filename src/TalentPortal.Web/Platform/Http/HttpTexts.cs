namespace TalentPortal.Web.Platform.Http;

/// <summary>Sentences of the platform: what the API, the limits and the doors say. Resources beside it.</summary>
public sealed class HttpTexts;
