using Umbraco.Cms.Core.Composing;

// A site that runs the composers that --composers names, as Umbraco runs them all: at start-up, one after the other.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSignalR(); // Umbraco does so itself, before composers run.
using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole());
var umbraco = new UmbracoBuilder(builder, loggers);
foreach (var name in builder.Configuration["composers"]!.Split(','))
{
    IComposer composer = name switch
    {
        "redis" => new Redis.Composers.SignalRBackplaneComposer(),
        "sql-server" => new SqlServer.Composers.SignalRBackplaneComposer(),
        "azure-signalr" => new AzureSignalR.Composers.SignalRBackplaneComposer(),
        "cache" => new Redis.Composers.DistributedCacheComposer(),
        "keys" => new Redis.Composers.DataProtectionComposer(),
        "role" => new Redis.Composers.ServerRoleComposer(),
        _ => throw new ArgumentException(name),
    };
    composer.Compose(umbraco);
}

var app = builder.Build();
app.MapProof();
await app.RunAsync();
