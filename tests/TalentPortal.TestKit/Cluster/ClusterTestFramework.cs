using Xunit.Abstractions;
using Xunit.Sdk;

namespace TalentPortal.TestKit.Cluster;

/// <summary>
/// xunit's own framework, which after the last test of an assembly leaves the test cluster, while the test host still waits for it. Each test assembly names it:
/// <c>[assembly: Xunit.TestFramework("TalentPortal.TestKit.Cluster.ClusterTestFramework", "TalentPortal.TestKit")]</c>.
/// </summary>
public sealed class ClusterTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(System.Reflection.AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(System.Reflection.AssemblyName assembly, ISourceInformationProvider source, IMessageSink messages)
        : XunitTestFrameworkExecutor(assembly, source, messages)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> cases, IMessageSink diagnostics, IMessageSink execution, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, cases, diagnostics, execution, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await TestCluster.ReleaseAsync();
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
