// Azure SignalR Service for this site's hubs: Standard_S1, 1 unit(s). Nobody stated the load, so this is the least; each unit carries 1,000 connections, those of the servers included.
// Create it in the region of the servers:
//   az deployment group create --resource-group YOUR-GROUP --template-file signalr.bicep

@description('Name of the service, unique in all of Azure.')
param name string = 'signalr-${uniqueString(resourceGroup().id)}'

@description('The region of the servers.')
param location string = resourceGroup().location

@description('Refuse access keys. Set it once every server connects with its managed identity.')
param disableLocalAuth bool = false

resource signalR 'Microsoft.SignalRService/signalR@2024-03-01' = {
  name: name
  location: location
  kind: 'SignalR'
  sku: {
    name: 'Standard_S1'
    capacity: 1
  }
  properties: {
    features: [
      // The hubs are on your servers. Serverless mode refuses their connections.
      { flag: 'ServiceMode', value: 'Default' }
    ]
    disableLocalAuth: disableLocalAuth
  }
}

@description('For servers with a managed identity: it holds no secret. The identity needs a role on this service that lets it connect as an application server. For others: az signalr key list gives a connection string that holds a key; keep it out of every file.')
output connectionString string = 'Endpoint=https://${signalR.properties.hostName};AuthType=azure.msi;Version=1.0;'
