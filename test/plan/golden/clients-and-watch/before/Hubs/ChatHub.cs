using Microsoft.AspNetCore.SignalR;

namespace Chat.Hubs;

public interface IChatClient
{
    Task Receive(string user, string message);
}

public sealed class ChatHub : Hub<IChatClient>
{
    public Task Send(string user, string message) => Clients.All.Receive(user, message);
}
