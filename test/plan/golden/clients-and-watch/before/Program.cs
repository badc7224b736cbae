using Chat.Hubs;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddSignalR();
// builder.Services.AddSignalR().AddStackExchangeRedis("redis:6379");

var app = builder.Build();

app.MapHub<ChatHub>("/chat");

app.Run();
