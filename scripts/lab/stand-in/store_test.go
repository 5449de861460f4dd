package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
)

func TestIdsLookAsInAVCenterAndAreUsedOnce(t *testing.T) {
	p := start(t).process("vsphere")
	p.matches("folder", p.create("vsphere_folder", `{"path":"a","type":"vm"}`)["id"], `group-v\d+`)
	p.matches("host folder", p.create("vsphere_folder", `{"path":"a","type":"host"}`)["id"], `group-h\d+`)
	cluster := p.create("vsphere_compute_cluster", `{"name":"c","datacenter_id":"datacenter-1"}`)
	p.matches("cluster", cluster["id"], `domain-c\d+`)
	p.matches("its pool", cluster["resource_pool_id"], `resgroup-\d+`)
	group := p.create("vsphere_compute_cluster_host_group", `{"name":"g","compute_cluster_id":"domain-c1"}`)
	p.equal("group", group["id"], "domain-c1:g")
	_, refusal := p.apply("vsphere_compute_cluster_host_group", group, object(`{"name":"renamed","compute_cluster_id":"domain-c1"}`))
	p.equal("refusal", refusal, "")
	p.matches("a group named as the other was", p.create("vsphere_compute_cluster_host_group", `{"name":"g","compute_cluster_id":"domain-c1"}`)["id"], `domain-c1:g-\d+`)
	p.equal("adapter", p.create("vsphere_vnic", `{"host":"host-1"}`)["id"], "host-1_vmk1")
	p.equal("adapter", p.create("vsphere_vnic", `{"host":"host-1"}`)["id"], "host-1_vmk2")
	p.equal("adapter", p.create("vsphere_vnic", `{"host":"host-2"}`)["id"], "host-2_vmk1")
}

func TestASecondOfTheSameNameAndPlaceIsRefused(t *testing.T) {
	p := start(t).process("vsphere")
	folder := p.create("vsphere_folder", `{"path":"tenants","type":"vm","datacenter_id":"datacenter-1"}`)
	const same = `{"path":"Tenants","type":"vm","datacenter_id":"datacenter-1"}`
	p.refused("vsphere_folder", same, fmt.Sprintf("stand-in: the name 'Tenants' already exists: vsphere_folder %s", folder["id"]))
	other := p.create("vsphere_folder", `{"path":"tenants","type":"host","datacenter_id":"datacenter-1"}`)
	_, refusal := p.apply("vsphere_folder", other, object(same))
	p.equal("changed into it", refusal, fmt.Sprintf("stand-in: the name 'Tenants' already exists: vsphere_folder %s", folder["id"]))

	p.create("vsphere_compute_cluster_host_group", `{"name":"site","compute_cluster_id":"domain-c1"}`)
	p.refused("vsphere_compute_cluster_vm_group", `{"name":"site","compute_cluster_id":"domain-c1"}`, "stand-in: the name 'site' already exists: vsphere_compute_cluster_host_group domain-c1:site")
	p.create("vsphere_compute_cluster_vm_group", `{"name":"site","compute_cluster_id":"domain-c2"}`)

	p.create("vsphere_vnic", `{"host":"host-1","ipv4":[{"ip":"192.0.2.1"}]}`)
	p.refused("vsphere_vnic", `{"host":"host-1","ipv4":[{"ip":"192.0.2.1"}]}`, "stand-in: the name '192.0.2.1' already exists: vsphere_vnic host-1_vmk1")
	p.create("vsphere_vnic", `{"host":"host-2","ipv4":[{"ip":"192.0.2.1"}]}`)

	vcenter, _ := p.data("vsphere_virtual_machine", `{"name":"vcenter"}`)
	p.refused("vsphere_virtual_machine", `{"name":"vcenter"}`, fmt.Sprintf("stand-in: the name 'vcenter' already exists: vsphere_virtual_machine %s", vcenter["id"]))
	p.create("vsphere_virtual_machine", `{"name":"vcenter","folder":"tenants"}`)
}

func TestADatastoreNeedsAServedDisk(t *testing.T) {
	p := start(t).process("vsphere")
	one, _ := p.data("vsphere_host", `{"name":"esx-1","datacenter_id":"datacenter-1"}`)
	two, _ := p.data("vsphere_host", `{"name":"esx-2","datacenter_id":"datacenter-1"}`)
	on := func(name string, host Values, disk string) string {
		return fmt.Sprintf(`{"name":%q,"host_system_id":%q,"disks":[%q]}`, name, host["id"], disk)
	}
	p.refused("vsphere_vmfs_datastore", on("x", one, "naa.zz"), `stand-in: the storage serves no disk "naa.zz" to the host "esx-1": a datastore needs a volume that is served`)
	p.refused("vsphere_vmfs_datastore", on("x", one, "naa.b"), `stand-in: the storage serves no disk "naa.b" to the host "esx-1": a datastore needs a volume that is served`)
	made := p.create("vsphere_vmfs_datastore", on("x", one, "naa.60030d90a"))
	p.equal("size", made["capacity"], json.Number("1024"))
	p.create("vsphere_vmfs_datastore", on("b", two, "naa.b"))
	p.create("vsphere_vmfs_datastore", on("own", one, "naa.own"))
	p.refused("vsphere_vmfs_datastore", on("y", two, "naa.60030d90a"), `stand-in: the disk "naa.60030d90a" is in use by the datastore "x"`)
	p.refused("vsphere_vmfs_datastore", on("local-esx-1", one, "naa.60030d90a"), `stand-in: the name 'local-esx-1' already exists: vsphere_vmfs_datastore `+datastoreID(p, "local-esx-1"))

	os.Remove(p.env["CORDEE_STANDIN_LUNS"])
	_, refusal := p.apply("vsphere_vmfs_datastore", made, object(on("renamed", one, "naa.60030d90a")))
	p.equal("without the storage", refusal, `stand-in: the storage serves no disk "naa.60030d90a" to the host "esx-1": a datastore needs a volume that is served`)
}

func datastoreID(p *process, name string) string {
	state, _ := p.imported("vsphere_vmfs_datastore", name)
	return text(state["id"])
}

func TestTheInventoryIsFollowed(t *testing.T) {
	l := start(t)
	before, _ := l.process("vsphere").data("vsphere_host", `{"name":"esx-1","datacenter_id":"d"}`)
	l.write("inventory.json", `{"datacenter":"Ville","hosts":[{"name":"esx-3"},{"name":"esx-1"}],"vms":[{"name":"vcenter","cpus":8}]}`)
	p := l.process("vsphere")
	after, _ := p.data("vsphere_host", `{"name":"esx-1","datacenter_id":"d"}`)
	l.equal("the same host", after, before)
	added, _ := p.data("vsphere_host", `{"name":"esx-3","datacenter_id":"d"}`)
	l.matches("added", added["id"], `host-\d+`)
	_, refusal := p.data("vsphere_host", `{"name":"esx-2","datacenter_id":"d"}`)
	l.equal("gone", refusal, `stand-in: host "esx-2" not found`)
	grown, _ := p.data("vsphere_virtual_machine", `{"name":"vcenter"}`)
	l.equal("changed", grown["num_cpus"], json.Number("8"))

	// What Terraform took over is Terraform's.
	state, _ := p.imported("vsphere_virtual_machine", "vcenter")
	_, refusal = p.apply("vsphere_virtual_machine", state, object(`{"name":"vcenter","num_cpus":6}`))
	l.equal("refusal", refusal, "")
	taken, _ := l.process("vsphere").data("vsphere_virtual_machine", `{"name":"vcenter"}`)
	l.equal("taken over", taken["num_cpus"], json.Number("6"))
}

func TestManyProcessesShareOneStore(t *testing.T) {
	l := start(t)
	const processes, each = 4, 10
	var all sync.WaitGroup
	var mutex sync.Mutex
	refusals := map[string]int{}
	ids := map[string]bool{}
	for range processes {
		p := l.process("vsphere")
		for i := range each {
			all.Go(func() {
				state, refusal := p.apply("vsphere_folder", nil, object(fmt.Sprintf(`{"path":"folder-%d","type":"vm"}`, i)))
				mutex.Lock()
				defer mutex.Unlock()
				if refusal != "" {
					refusals[regexp.MustCompile(`\d+`).ReplaceAllString(refusal, "N")]++
				} else {
					ids[text(state["id"])] = true
				}
			})
		}
	}
	all.Wait()
	l.equal("made", len(ids), each)
	l.equal("refused", refusals, map[string]int{"stand-in: the name 'folder-N' already exists: vsphere_folder group-vN": (processes - 1) * each})
	drafts, err := filepath.Glob(filepath.Join(l.folder, "store", ".draft*"))
	l.ok(err)
	l.equal("drafts left", len(drafts), 0)
}
