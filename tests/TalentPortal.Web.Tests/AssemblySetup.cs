// The tests look at file modes and processes the Unix way.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[assembly: Xunit.TestFramework("TalentPortal.TestKit.Cluster.ClusterTestFramework", "TalentPortal.TestKit")]
