/** What runs already: names.md, `infrastructure` and `database`. */
import type { Site } from './site.js';

/** names.md: products that speak Redis are variants of one backplane. */
const speaksRedis = ['redis', 'valkey', 'garnet', 'elasticache', 'memorystore', 'azure-cache-for-redis', 'azure-managed-redis'];

export function redisRuns(site: Site): boolean {
  return speaksRedis.some((product) => site.lists('infrastructure', product));
}

/** backplanes.md 1 rule 14: SQL Server in any of its forms, never SQLite. */
export function databaseIsSqlServer(site: Site): boolean {
  return site.is('database', 'sql-server', 'azure-sql-database', 'azure-sql-managed-instance', 'aws-rds-sql-server');
}

export function postgresqlRuns(site: Site): boolean {
  return site.is('database', 'postgresql') || site.lists('infrastructure', 'postgresql');
}
