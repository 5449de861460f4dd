package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Lun is a disk that the storage serves; `hosts` and `silent` empty: to every host.
type Lun struct {
	NAA     string   `json:"naa"`
	SizeMiB int64    `json:"sizeMib"`
	Hosts   []string `json:"hosts"`
	// Silent are hosts that get no answer: the servers that serve it to them are down.
	Silent []string `json:"silent"`
}

// checkDisks refuses a datastore on a disk that its host does not see, or that another datastore is on.
func (s *vsphere) checkDisks(id string, values Values) (sizeMiB int64, refusal error) {
	hosts, err := s.store.read("vsphere_host")
	if err != nil {
		return 0, err
	}
	host := text(values["host_system_id"])
	if known, here := hosts[host]; here {
		host = text(known.Values["hostname"])
	}
	luns, err := s.lunsOf(host)
	if err != nil {
		return 0, err
	}
	datastores, err := s.store.read("vsphere_vmfs_datastore")
	if err != nil {
		return 0, err
	}
	disks, _ := values["disks"].([]any)
	for _, disk := range disks {
		naa := canonical(text(disk))
		place := slices.IndexFunc(luns, func(lun Lun) bool { return canonical(lun.NAA) == naa })
		if place < 0 {
			return 0, fmt.Errorf("the storage serves no disk %q to the host %q: a datastore needs a volume that is served", naa, host)
		}
		sizeMiB += luns[place].SizeMiB
		for other, datastore := range datastores {
			used, _ := datastore.Values["disks"].([]any)
			if other != id && slices.ContainsFunc(used, func(one any) bool { return canonical(text(one)) == naa }) {
				return 0, fmt.Errorf("the disk %q is in use by the datastore %q", naa, text(datastore.Values["name"]))
			}
		}
	}
	return sizeMiB, nil
}

// lunsOf are the LUNs that a host sees: those of the storage, read anew each time, and its own.
func (s *vsphere) lunsOf(host string) ([]Lun, error) {
	var served struct {
		Luns []Lun `json:"luns"`
	}
	if s.luns != "" {
		if err := readJSON(s.luns, &served); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	seen := slices.DeleteFunc(served.Luns, func(lun Lun) bool {
		return len(lun.Hosts)+len(lun.Silent) > 0 && !slices.Contains(lun.Hosts, host)
	})
	for _, known := range s.inventory.Hosts {
		if known.Name == host {
			seen = append(seen, known.Luns...)
		}
	}
	return seen, nil
}

// canonical: files may or may not write the prefix.
func canonical(naa string) string {
	naa = strings.ToLower(strings.TrimSpace(naa))
	if naa == "" || strings.HasPrefix(naa, "naa.") {
		return naa
	}
	return "naa." + naa
}
