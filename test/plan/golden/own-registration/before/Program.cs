using Shop.Realtime;

var builder = WebApplication.CreateBuilder(args);
builder.AddRealtime();

var app = builder.Build();
app.Run();
