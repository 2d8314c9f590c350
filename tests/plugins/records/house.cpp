#include "house.hpp"

#include <filesystem>

#include "settings_file.hpp"

namespace vestibule::records {

kit::TestHostOptions with_records(std::string more) {
  kit::TestHostOptions options;
  options.plugins = RECORDS_FOLDER;
  options.settings = "[records]\nkey_file = \"records.key\"\n" + std::move(more);
  options.files["records.key"] = "0123456789abcdef0123456789abcdef-of-a-test";
  options.rules.disabled = {"queue", "identity", "console"};
  return options;
}

kit::TestHostOptions with_doorman() {
  static const kit::TemporaryFolder plugins;
  static const bool copied = std::filesystem::copy_file(std::string(RECORDS_FOLDER) + "/records.so", plugins.path() / "records.so") &&
                             std::filesystem::copy_file(std::string(RECORDS_FOLDER) + "/queue.so", plugins.path() / "queue.so") &&
                             std::filesystem::copy_file(std::string(DOORMAN_FOLDER) + "/doorman.so", plugins.path() / "doorman.so");
  REQUIRE(copied);
  auto options = with_records();
  options.plugins = plugins.path().string();
  return options;
}

kit::TestHostOptions with_doorman_and_queue() {
  auto options = with_doorman();
  options.settings += "[queue]\nhospital = \"hospital.toml\"\n";
  options.files["hospital.toml"] = *core::read_file(DEMO_HOSPITAL);
  std::erase(options.rules.disabled, "queue");
  return options;
}

PatientId House::registered(const Person& person) {
  const auto answer = do_as<Registered>("records.register", Register{person, {}});
  REQUIRE_MESSAGE(answer, answer.error().message);
  return answer->patient;
}

std::vector<PatientId> House::named(const std::string& name) {
  Search search;
  search.name = Text{name};
  const auto found = find(search);
  REQUIRE_MESSAGE(found, found.error().message);
  std::vector<PatientId> ids;
  for (const auto& one : found->patients) ids.push_back(one.patient);
  return ids;
}

std::string House::bytes() {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    if (entry.is_regular_file()) all += *core::read_file(entry.path().string());
  return all;
}

}  // namespace vestibule::records
