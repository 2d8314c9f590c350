#pragma once
// Broker, host and screen as they run at a site, for one bench.

#include <filesystem>
#include <memory>
#include <string>

#include <vestibule/link/broker.hpp>
#include <vestibule/link/child_process.hpp>

namespace vestibule::bench {

inline constexpr auto host_account = "host";

/// Everything ends and its folder goes with the object.
class House {
 public:
  /// Exits with a message if broker or host cannot be started. `clients` are the broker's further accounts.
  explicit House(std::vector<std::string> clients);
  ~House();
  House(const House&) = delete;

  const link::PrivateBroker& broker() const { return *broker_; }
  /// Where the host keeps its database.
  const std::filesystem::path& folder() const { return folder_; }
  /// Starts `vestibule-display` on an area, under an account of that name, without a display.
  void start_screen(const std::string& account, const std::string& area);

 private:
  std::filesystem::path folder_;
  std::unique_ptr<link::PrivateBroker> broker_;
  link::ChildProcess host_, screen_;
};

}  // namespace vestibule::bench
