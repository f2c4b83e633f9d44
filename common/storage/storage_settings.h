// The settings of a service's database by their names, the same for every service (common/config says where they are
// read from). Without --database the data is in an SQLite file, DATA-DIR/SERVICE.db.
#ifndef ZHENGPING_COMMON_STORAGE_STORAGE_SETTINGS_H_
#define ZHENGPING_COMMON_STORAGE_STORAGE_SETTINGS_H_

#include <string>

#include "common/config/parser.h"
#include "common/storage/config.h"

namespace zhengping::storage {

struct StorageSettings {
  std::string service;         // "budget": the name of the file, and of the schema unless one is set
  std::string data_dir = ".";  // of the SQLite file
  std::string database;        // PostgreSQL's connection string, without a password
  std::string schema = service;
  std::string password;

  Config ToConfig() const;
};

// `settings` holds the defaults and must outlive the parser.
void AddSettings(config::Parser& parser, StorageSettings& settings);

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_STORAGE_SETTINGS_H_
