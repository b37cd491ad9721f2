// One offender for each arrow, under the roof it would stand under. They are never run: the tests read them.
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Domain.Offending
{
    internal static class UsesJson
    {
        public static object Read() => Npgsql.NpgsqlFactory.Instance;
    }
}

namespace TalentPortal.Domain.Kernel
{
    internal static class KnowsRosters
    {
        public static int Limit() => new List<Rosters.RosterRow>().Count;
    }
}

namespace TalentPortal.Domain.Commitments
{
    internal static class KnowsPeople
    {
        public static object State(object value) => (People.PersonState)value;
    }
}

namespace TalentPortal.Domain.Partners
{
    internal static class KnowsNeighbours
    {
        public static async Task<object?> LevelAsync()
        {
            await Task.Yield();
            return default(Programmes.Level);
        }
    }
}

namespace TalentPortal.Data.Offending
{
    internal static class KnowsWeb
    {
        public static Func<object> Clock => () => new TalentPortal.Web.Platform.Jobs.JobSignal();
    }
}

namespace TalentPortal.Web.Ui.Offending
{
    internal static class KnowsAFeature
    {
        public static object? Fetch(IServiceProvider services) => services.GetService<TalentPortal.Web.Features.Rosters.ReceiveRoster.RosterIntake>();
    }
}

namespace TalentPortal.Web.Features.Offending
{
    internal static class KnowsAnotherFeature
    {
        public static object? Fetch(IServiceProvider services) => services.GetService<TalentPortal.Web.Features.Rosters.ReceiveRoster.RosterIntake>();
    }

    internal static class SeesEverything
    {
        public static Func<Scope> Scope => () => TalentPortal.Data.Scopes.Scope.Everything;
    }

    internal sealed class AsksTheDatabase : ComponentBase
    {
        [Inject]
        public IServiceProvider Services { get; set; } = null!;

        protected override async Task OnInitializedAsync()
        {
            await using var db = await Services.GetRequiredService<PortalDatabase>().BeginAsync(Scope.Nothing, default);
        }
    }

    internal static class OpensContexts
    {
        public static object Fetch(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
    }
}
