#!/usr/bin/env bash
# unpack.sh CPACK_CONFIG FOLDER: builds the packages, looks at what they say of themselves, unpacks them into FOLDER.
set -euo pipefail
config=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder"
cpack --config "$config" -B "$folder/packages" >"$folder/cpack.log" 2>&1 || { cat "$folder/cpack.log"; exit 1; }

for package in vestibule vestibule-kiosk vestibule-display vestibule-ward vestibule-common vestibule-dev; do
  file=("$folder/packages/${package}_"*.deb)
  [ -f "${file[0]}" ] || { echo "there is no package $package"; exit 1; }
  dpkg-deb -x "${file[0]}" "$folder"
  depends=$(dpkg-deb -f "${file[0]}" Depends)
  for program in "$folder/usr/bin/$package"; do  # what a program is linked to must be among the package's dependencies
    [ ! -f "$program" ] || grep -q libstdc++6 <<<"$depends" || { echo "$package depends on '$depends', not on its libraries"; exit 1; }
  done
done

# The bill of materials names the libraries of the programs and what stands in the pages, each with its version.
bill=$folder/usr/share/doc/vestibule/components.cdx.json
for component in libsodium23 libsoci-core4.0 libmosquitto1 preact; do
  grep -A1 "\"name\": \"$component\"" "$bill" | grep -q '"version": "[0-9]' || { echo "the bill of materials has no version of $component"; exit 1; }
done
