using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Caching.Distributed;

/// <summary>What the tests can ask of a running site: three hubs, as Umbraco has, the cache, and protected text.</summary>
internal static class Proof
{
    public static void MapProof(this WebApplication app)
    {
        app.MapHub<FirstHub>("/first");
        app.MapHub<SecondHub>("/second");
        app.MapHub<ThirdHub>("/third");
        app.MapGet("/cache/set", ([FromServices] IDistributedCache cache, string value) => cache.SetStringAsync("proof", value));
        app.MapGet("/cache/get", ([FromServices] IDistributedCache cache) => cache.GetStringAsync("proof"));
        app.MapGet("/protect", ([FromServices] IDataProtectionProvider keys, string value) => keys.CreateProtector("proof").Protect(value));
        app.MapGet("/unprotect", ([FromServices] IDataProtectionProvider keys, string value) => keys.CreateProtector("proof").Unprotect(value));
    }
}

internal abstract class ProofHub : Hub
{
    public Task Broadcast(string text) => Clients.All.SendAsync("received", text);
}

internal sealed class FirstHub : ProofHub;

internal sealed class SecondHub : ProofHub;

internal sealed class ThirdHub : ProofHub;
