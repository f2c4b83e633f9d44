#include "common/storage/storage_settings.h"

#include "absl/strings/str_cat.h"

namespace zhengping::storage {

void AddSettings(config::Parser& parser, StorageSettings& settings) {
  parser.Add("data-dir", &settings.data_dir, "DIR",
             absl::StrCat("folder of the database ", settings.service, ".db; it must exist"));
  parser.Add("database", &settings.database, "URI",
             "PostgreSQL in place of the file: postgresql://USER@HOST:PORT/NAME, or key=value words");
  parser.Add("database-schema", &settings.schema, "NAME", "schema in that database, made when absent");
  parser.AddSecret("database-password", &settings.password, "of the database user");
}

Config StorageSettings::ToConfig() const {
  Config config;
  if (database.empty()) {
    config.path = absl::StrCat(data_dir, "/", service, ".db");
  } else {
    config.conninfo = database;
    config.schema = schema;
    config.password = password;
  }
  return config;
}

}  // namespace zhengping::storage
