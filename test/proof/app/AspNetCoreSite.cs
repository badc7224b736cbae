// A site whose Program.cs calls the generated registrations with the lines that the plan's steps name.
var builder = WebApplication.CreateBuilder(args);
// (lines)
var app = builder.Build();
app.MapProof();
await app.RunAsync();
