using System.Diagnostics.Tracing;

namespace IommuConfig.Runtime;

/// <summary>
/// What the layer does, for people who look for a fault: the event source <c>IommuConfig</c>, for <c>dotnet-trace</c>, PerfView or an
/// <see cref="EventListener"/>. With <c>IOMMU_TRACE</c> not set nothing of it is in the program; with it and without a listener, each call costs a
/// comparison.
/// </summary>
/// <remarks>
/// Frames and addresses are numbers, decimal in messages, devices are text such as <c>0000:03:00.0</c>, flags and permissions are names; results are 0, counts, or negative
/// errno values.
/// </remarks>
[EventSource(Name = "IommuConfig")]
public sealed class IommuTrace : EventSource
{
    private IommuTrace()
    {
    }

    /// <summary>The source.</summary>
    public static IommuTrace Log { get; } = new();

    /// <summary>A range was mapped, or could not be.</summary>
    [Event(1, Level = EventLevel.Verbose, Keywords = Keywords.Mapping, Message = "domain {0}: map frame {1} to frame {2}, {3} frames, {4}: {5}")]
    public void Mapped(int domain, ulong dfn, ulong mfn, ulong count, string access, long result) =>
        WriteEvent(1, domain, dfn, mfn, count, access, result);

    /// <summary>A range was unmapped, or could not be.</summary>
    [Event(2, Level = EventLevel.Verbose, Keywords = Keywords.Mapping, Message = "domain {0}: unmap frame {1}, {2} frames: {3}")]
    public void Unmapped(int domain, ulong dfn, ulong count, long result) => WriteEvent(2, domain, dfn, count, result);

    /// <summary>Hardware was told of a change in a range; of all that changed, where <paramref name="count"/> is 0.</summary>
    [Event(3, Level = EventLevel.Verbose, Keywords = Keywords.Flush, Message = "domain {0}: flush frame {1}, {2} frames, {3}: {4}")]
    public void Flushed(int domain, ulong dfn, ulong count, string flags, int result) => WriteEvent(3, domain, dfn, count, flags, result);

    /// <summary>A device was given to a domain, or could not be.</summary>
    [Event(4, Level = EventLevel.Informational, Keywords = Keywords.Device, Message = "domain {0}: assign {1}: {2}")]
    public void Assigned(int domain, string device, int result) => WriteEvent(4, domain, device, result);

    /// <summary>A device was taken from a domain, or could not be.</summary>
    [Event(5, Level = EventLevel.Informational, Keywords = Keywords.Device, Message = "domain {0}: deassign {1}: {2}")]
    public void Deassigned(int domain, string device, int result) => WriteEvent(5, domain, device, result);

    /// <summary>An IOMMU blocked a request of a device.</summary>
    [Event(6, Level = EventLevel.Warning, Keywords = Keywords.Fault, Message = "{0}: blocked at address {1}, write: {2}")]
    public void Blocked(string device, ulong address, bool isWrite) => WriteEvent(6, device, address, isWrite);

    /// <summary>A domain was created.</summary>
    [Event(7, Level = EventLevel.Informational, Keywords = Keywords.Domain, Message = "domain {0}: created, {1}")]
    public void Created(int domain, string flags) => WriteEvent(7, domain, flags);

    /// <summary>A domain was destroyed, or could not be; -ERESTART: to be continued.</summary>
    [Event(8, Level = EventLevel.Informational, Keywords = Keywords.Domain, Message = "domain {0}: destroy: {1}")]
    public void Destroyed(int domain, int result) => WriteEvent(8, domain, result);

    /// <summary>An error stopped a domain.</summary>
    [Event(9, Level = EventLevel.Error, Keywords = Keywords.Domain, Message = "domain {0}: crashed")]
    public void Crashed(int domain) => WriteEvent(9, domain);

    /// <summary>A provider serves a domain from now on, or could not take over what the domain maps.</summary>
    [Event(10, Level = EventLevel.Informational, Keywords = Keywords.Domain, Message = "domain {0}: provider {1} joins: {2}")]
    public void Joined(int domain, int provider, int result) => WriteEvent(10, domain, provider, result);

    /// <summary>A provider serves a domain no more.</summary>
    [Event(11, Level = EventLevel.Informational, Keywords = Keywords.Domain, Message = "domain {0}: provider {1} leaves")]
    public void Left(int domain, int provider) => WriteEvent(11, domain, provider);

    /// <summary>A device is broken: it did not do what it was told, or could not be put back where it was.</summary>
    [Event(12, Level = EventLevel.Error, Keywords = Keywords.Device, Message = "{0}: broken")]
    public void Broken(string device) => WriteEvent(12, device);

    /// <summary>Memory that firmware reserved for a device could not be mapped one to one everywhere, and that was tolerated.</summary>
    [Event(13, Level = EventLevel.Warning, Keywords = Keywords.Device, Message = "domain {0}: {2} of {3} reserved frames from {1} are taken")]
    public void ReservedMemoryTaken(int domain, ulong first, ulong taken, ulong count) => WriteEvent(13, domain, first, taken, count);

    /// <summary>What to listen to.</summary>
    public static class Keywords
    {
        /// <summary>Map and unmap.</summary>
        public const EventKeywords Mapping = (EventKeywords)1;

        /// <summary>Flushes.</summary>
        public const EventKeywords Flush = (EventKeywords)2;

        /// <summary>Devices that change hands or break.</summary>
        public const EventKeywords Device = (EventKeywords)4;

        /// <summary>Requests that were blocked.</summary>
        public const EventKeywords Fault = (EventKeywords)8;

        /// <summary>Domains and the providers that serve them.</summary>
        public const EventKeywords Domain = (EventKeywords)16;
    }
}
