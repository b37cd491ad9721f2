// The tests look for programs and accounts the Unix way.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[assembly: Xunit.TestFramework("TalentPortal.TestKit.Cluster.ClusterTestFramework", "TalentPortal.TestKit")]
