/** Sites of every outcome, as answers. */
export const farm = { host: 'umbraco', 'umbraco-version': '17.8.1', 'load-balanced-part': 'backoffice', servers: 2, 'own-hubs': 'no' };
const onPremises = { platform: 'linux-vm', cloud: 'on-premises', 'load-balancer': 'nginx', websockets: 'yes', database: 'sql-server' };

export const sites = {
  certain: { ...farm, ...onPremises, 'sticky-sessions': 'yes', infrastructure: 'redis', 'redis-region': 'same', 'messages-per-second': 1 },
  'nothing stated': {},
  'none needed': { ...farm, servers: 1, 'max-servers': 1, 'load-balanced-part': 'none' },
  'provided by the platform': { ...farm, platform: 'umbraco-cloud' },
  'none eligible': { ...farm, 'umbraco-version': '17.4.0', 'sticky-sessions': 'no', 'azure-services-allowed': 'no' },
};
