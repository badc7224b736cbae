// SignalR on Azure App Service, for Bicep 0.34 or newer (az bicep upgrade). In the Bicep file of your site:
//   import { signalRSite, signalRSiteConfig } from 'app-service.bicep'
//   properties: {
//     ...signalRSite
//     siteConfig: { ...signalRSiteConfig, /* yours */ }
//   }

@description('No affinity: clients are connected to Azure SignalR Service, so any server will do.')
@export()
var signalRSite resourceInput<'Microsoft.Web/sites@2024-11-01'>.properties = {
  clientAffinityEnabled: false
}

@description('WebSockets are a setting of the app.')
@export()
var signalRSiteConfig resourceInput<'Microsoft.Web/sites@2024-11-01'>.properties.siteConfig = {
  webSocketsEnabled: true
}
