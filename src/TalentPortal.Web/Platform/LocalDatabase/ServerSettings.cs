using System.Globalization;

namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>The server's settings, written anew at each start into the file PostgreSQL reads last.</summary>
internal static class ServerSettings
{
    public static void Write(string cluster, int port, bool durable)
    {
        // Written in place, not replaced: the file keeps its owner, who may be another account than ours.
        File.WriteAllText(Path.Combine(cluster, "postgresql.auto.conf"), string.Create(CultureInfo.InvariantCulture, $"""
            # Written at each start of the private server; changes made here are lost.
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            max_connections = 100
            shared_buffers = '{SharedMegabytes()}MB'
            max_wal_size = '2GB'
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            fsync = {OnOff(durable)}
            full_page_writes = {OnOff(durable)}
            synchronous_commit = {OnOff(durable)}

            """));
    }

    /// <summary>An eighth of the machine's memory, 128 MB at least: beside a portal and a browser, a crowd's indexes stay where they are looked up. Taken only as it is used.</summary>
    private static long SharedMegabytes() => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / 1024 / 1024, 128, 512);

    private static string OnOff(bool value) => value ? "on" : "off";
}
