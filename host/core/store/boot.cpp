#include "boot.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "database.hpp"
#include "errors.hpp"
#include "vestibule/trial.hpp"

namespace vestibule::core {

Result<Boot> count_boot(Database& database, Random& random) {
  auto& sql = database.session();
  auto& stream = random.stream("host.epoch");
  try {
    database.begin();
    Boot found;
    std::string boots;
    sql << "SELECT value FROM host_meta WHERE name = 'epoch'", soci::into(found.epoch);
    sql << "SELECT value FROM host_meta WHERE name = 'boots'", soci::into(boots);
    if (found.epoch.empty()) {
      found.epoch = fmt::format("{:016x}", stream.next());
      sql << "INSERT INTO host_meta (name, value) VALUES ('epoch', :epoch), ('boots', '0')", soci::use(found.epoch);
    }
    found.boot = (boots.empty() ? 0 : std::stoll(boots)) + (VESTIBULE_PLANTED("starts_not_counted") ? 0 : 1);
    const std::string next = fmt::format("{}", found.boot);  // named: SOCI runs the statement after a temporary would be gone
    sql << "UPDATE host_meta SET value = :boot WHERE name = 'boots'", soci::use(next);
    VESTIBULE_CHECK(database.commit());
    return found;
  } catch (const soci::soci_error& failure) {
    database.rollback();
    return tl::unexpected(*database_error(failure));
  }
}

}  // namespace vestibule::core
