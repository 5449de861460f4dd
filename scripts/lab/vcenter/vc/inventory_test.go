package vc

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func TestFreshEstate(t *testing.T) {
	e := start(t)
	e.equal("version", e.c.ServiceContent.About.Version, "8.0.3")
	if n := e.c.ServiceContent.About.FullName; !strings.Contains(n, "SIMULATED") {
		t.Errorf("the full name %q does not say that this is a simulator", n)
	}
	hosts, err := e.find.HostSystemList(e.ctx, "*")
	e.ok(err)
	e.equal("hosts", len(hosts), 4)
	var h mo.HostSystem
	e.props(e.host("b1").Reference(), &h, "parent", "summary", "runtime", "config.network.pnic", "config.product")
	e.equal("own compute resource", h.Parent.Type, "ComputeResource")
	e.equal("connected", h.Runtime.ConnectionState, types.HostSystemConnectionStateConnected)
	e.equal("memory", h.Summary.Hardware.MemorySize, int64(32<<30))
	e.equal("cores", h.Summary.Hardware.NumCpuCores, int16(16))
	e.equal("cards", len(h.Config.Network.Pnic), 3)
	e.equal("EVC", h.Summary.MaxEVCModeKey, "intel-sapphirerapids")

	var tpl mo.VirtualMachine
	vm, err := e.find.VirtualMachine(e.ctx, "tpl")
	e.ok(err)
	e.props(vm.Reference(), &tpl, "config", "resourcePool")
	e.equal("template", tpl.Config.Template, true)
	e.equal("firmware", tpl.Config.Firmware, "efi")
	e.equal("guest", tpl.Config.GuestId, "debian12_64Guest")
	e.equal("pool of a template", tpl.ResourcePool == nil, true)
	clusters, _ := e.find.ClusterComputeResourceList(e.ctx, "*")
	e.equal("clusters", len(clusters), 0)
}

func TestInventoryIsRead(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"unknown key":     {`{"datacenter":"d","hots":[]}`, "hots"},
		"double host":     {`{"datacenter":"d","hosts":[{"name":"h"},{"name":"h"}]}`, "double"},
		"no datacenter":   {`{"hosts":[]}`, "datacenter"},
		"bad EVC":         {`{"datacenter":"d","hosts":[{"name":"h","evcMax":"intel-nextlake"}]}`, "EVC"},
		"machine no host": {`{"datacenter":"d","vms":[{"name":"v"}]}`, "need a host"},
	} {
		t.Run(name, func(t *testing.T) {
			f := filepath.Join(t.TempDir(), "i.json")
			if err := os.WriteFile(f, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := ReadInventory(f); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want something about %q", err, c.want)
			}
		})
	}
}

func TestListensOnLoopbackOnly(t *testing.T) {
	for listen, good := range map[string]bool{
		"127.0.0.1:0": true, "[::1]:0": true, "0.0.0.0:0": false, ":0": false, "192.0.2.1:443": false, "localhost": false, "example.org:1": false,
	} {
		if err := loopbackOnly(listen); (err == nil) != good {
			t.Errorf("%s: %v", listen, err)
		}
	}
}
