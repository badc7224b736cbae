using Microsoft.AspNetCore.DataProtection;

namespace Shop.Realtime;

public static class RealtimeExtensions
{
    public static void AddRealtime(this WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR().AddStackExchangeRedis(builder.Configuration["Cache:Redis"]!);
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo("/mnt/keys"));
    }
}
