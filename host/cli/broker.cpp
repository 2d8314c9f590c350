// vestibule broker: the site's mosquitto and the devices that may speak to it.

#include <algorithm>
#include <cstdio>

#include "broker/site_broker.hpp"
#include "commands.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::cli {

int broker_init(const BrokerWishes& wishes) {
  const broker::Ports ports{wishes.inside_port, wishes.devices_port, wishes.screens_port};
  const auto made = broker::SiteBroker::make(wishes.folder, wishes.hosts, ports);
  if (!made) return complain(made.error().message);
  const std::string folder = std::filesystem::canonical(wishes.folder).string();
  std::puts(fmt::format("{0} holds all that mosquitto needs. Start it with\n"
                        "  mosquitto -c {0}/mosquitto.conf\n"
                        "and tell the host (vestibule.toml):\n"
                        "  [mqtt]\n"
                        "  port = {1}\n"
                        "  client = \"host\"\n"
                        "  password_file = \"{0}/host-password\"\n"
                        "  accounts_file = \"{0}/passwords\"\n"
                        "  access_file = \"{0}/access\"\n"
                        "  broker_pid_file = \"{0}/state/pid\"\n"
                        "Keep authority.key where nobody else reads it: who has it can be any device.",
                        folder, ports.inside).c_str());
  return 0;
}

int broker_enrol(const BrokerWishes& wishes) {
  auto site = broker::SiteBroker::open(wishes.folder);
  if (!site) return complain(site.error().message);
  if (wishes.name.empty() == wishes.list.empty()) return complain("name one device, or a list of them with --list FILE");
  if (!wishes.list.empty() && !(wishes.request.empty() && wishes.asset.empty())) return complain("--request and --asset belong to one device; a list has columns for them");
  Result<std::vector<broker::Wished>> devices = std::vector{broker::Wished{wishes.name, wishes.asset, wishes.request}};
  if (!wishes.list.empty()) devices = broker::read_wishes(wishes.list);
  if (!devices) return complain(devices.error().message);
  const auto papers = site->enrol(*devices, std::chrono::days{wishes.days});
  if (!papers) return complain(papers.error().message);
  for (const auto& paper : *papers) std::puts(fmt::format("{}{}{}", paper.certificate.string(), paper.key.empty() ? "" : " ", paper.key.string()).c_str());
  return 0;
}

int broker_revoke(const BrokerWishes& wishes) {
  auto site = broker::SiteBroker::open(wishes.folder);
  if (!site) return complain(site.error().message);
  const auto done = site->revoke(wishes.name);
  return done ? 0 : complain(done.error().message);
}

int broker_devices(const BrokerWishes& wishes) {
  const auto site = broker::SiteBroker::open(wishes.folder);
  if (!site) return complain(site.error().message);
  const Instant now = link::SystemClock().wall();
  for (const auto& device : site->devices()) {
    const std::string state = device.revoked ? "revoked " + to_iso(*device.revoked) : (device.until < now ? "ran out " : "until ") + to_iso(device.until);
    std::puts(fmt::format("{:24} {:34} {}", device.name, state, device.asset).c_str());
  }
  if (site->devices().empty()) std::puts("no device is enrolled yet: vestibule broker enrol FOLDER NAME");
  return 0;
}

}  // namespace vestibule::cli
