#include "house.hpp"

#include <stdlib.h>

#include <cstdio>
#include <fstream>

namespace vestibule::bench {
namespace {

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "bench_latency: %s\n", result.error().message.c_str());
  std::exit(1);
}

}  // namespace

House::House(std::vector<std::string> clients) {
  std::string folder = (std::filesystem::temp_directory_path() / "bench-latency-XXXXXX").string();
  if (mkdtemp(folder.data())) folder_ = folder;
  link::BrokerOptions options;
  options.host_account = host_account;
  options.clients = std::move(clients);
  broker_ = must(link::PrivateBroker::start(std::move(options)));
  std::ofstream(folder_ / "password") << broker_->password(host_account);
  std::ofstream(folder_ / "vestibule.toml") << "[host]\ndisabled = [\"identity\"]\nplugins = \"" << VESTIBULE_PLUGINS << "\"\n[http]\nenabled = false\n[mqtt]\nport = "
                                            << broker_->port() << "\npassword_file = \"password\"\n[queue]\nhospital = \"" << VESTIBULE_ASSETS
                                            << "/demo-hospital.toml\"\n";
  link::ChildOptions host;
  host.command = {VESTIBULE_PROGRAM, "serve", "--settings", (folder_ / "vestibule.toml").string()};
  host.output = folder_ / "host.log";
  host_ = must(link::ChildProcess::start(host));
}

House::~House() {
  screen_.stop();
  host_.stop();
  broker_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void House::start_screen(const std::string& account, const std::string& area) {
  link::ChildOptions screen;
  screen.command = {VESTIBULE_SCREEN, "--client", account, "--area", area, "--port", std::to_string(broker_->port()), "--size", "1920x1080",
                    "--offscreen", "--silent", "--minimum-show", "100"};
  screen.environment = {{"VESTIBULE_PASSWORD", broker_->password(account)}};
  screen.output = folder_ / "screen.log";
  screen_ = must(link::ChildProcess::start(screen));
}

}  // namespace vestibule::bench
