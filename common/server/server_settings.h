// The settings of ServerConfig by their names, the same for every service (common/config says where they are read
// from).
#ifndef ZHENGPING_COMMON_SERVER_SERVER_SETTINGS_H_
#define ZHENGPING_COMMON_SERVER_SERVER_SETTINGS_H_

#include "common/config/parser.h"
#include "common/server/server_config.h"

namespace zhengping::server {

// `config` holds the defaults and must outlive the parser.
void AddSettings(config::Parser& parser, ServerConfig& config);

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_SERVER_SETTINGS_H_
